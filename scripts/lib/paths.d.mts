export const ROOT: string;
export const BIN: Record<'vite' | 'vitest', string>;
