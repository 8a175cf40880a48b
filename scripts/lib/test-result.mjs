import { existsSync, readFileSync } from 'node:fs';

/**
 * Counts of vitest's JSON report. A file that could not even be loaded, and a
 * run that left no report, count as one failure each.
 */
export function countTests(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(
    (result) =>
      result.status === 'failed' &&
      !result.assertionResults.some((one) => one.status === 'failed')
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
  };
}
