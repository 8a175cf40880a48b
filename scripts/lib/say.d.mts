/** A mistake that a person can mend: its sentence is all he sees. */
export class Plain extends Error {
  plain: true;
}

export function say(line?: string): void;

/** Seconds since a moment (ms), as `1.2 秒`. */
export function seconds(since: number): string;

/** Runs `main`; a Plain error ends in its sentence, any other in its stack. */
export function runMain(main: () => Promise<void>): Promise<void>;
