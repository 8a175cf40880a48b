import { defineConfig } from 'vitest/config';
import { GUARD, GUARD_OPTION } from './tests/support/loopback';

const IGNORED = ['**/node_modules/**', '**/dist/**', '**/.build/**'];
/** What starts clouds, browsers or many processes: one file at a time. */
const HEAVY = [
  '**/*.browser.test.ts',
  'tests/{journeys,faults,functions,rules,start}/**/*.test.ts',
];

const shared = {
  pool: 'forks' as const,
  testTimeout: 20_000,
  hookTimeout: 60_000,
  execArgv: ['--require', GUARD],
  env: { TENCENTCLOUD: 'true', TZ: 'UTC', NODE_OPTIONS: GUARD_OPTION },
};

/** Fast tests stand beside their source; what crosses folders is in tests/. */
export default defineConfig({
  test: {
    // js-sdk leaves a promise of a refused watch unhandled; the refusal itself
    // reaches onError, which is what the product listens to.
    onUnhandledError: (error) => !('isRealtimeErrorMessageError' in error),
    onConsoleLog: (log) => !log.startsWith('[realtime]'),
    projects: [
      {
        test: {
          ...shared,
          name: 'fast',
          include: ['**/*.test.ts'],
          exclude: [...IGNORED, ...HEAVY],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'heavy',
          include: HEAVY,
          exclude: IGNORED,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
