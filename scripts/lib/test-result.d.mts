/** Counts of vitest's JSON report. No report is one failure. */
export function countTests(file: string): { passed: number; failed: number };
