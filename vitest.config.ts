import { defineConfig } from 'vitest/config';
import { GUARD, GUARD_OPTION } from './tests/support/loopback';

const LONG = process.env.LONG === '1';
const IGNORED = [
  '**/node_modules/**',
  '**/dist/**',
  '**/.build/**',
  // What h5 draws of each component changes seldom, and takes minutes.
  ...(LONG ? [] : ['h5/gallery/**/*.browser.test.ts']),
];
/** What starts local clouds and many processes. */
const CLOUD = [
  'tests/{cloud,faults,functions,journeys,rules,sdk}/**/*.test.ts',
];
/** What drives browsers: two at a time, for most of it is waiting. */
const BROWSER = ['**/*.browser.test.ts'];
/** What measures, or takes ports and processes of the whole machine. */
const ALONE = [
  'tests/start/**/*.test.ts',
  '**/scrolling.browser.test.ts',
  'tests/journeys/phones.browser.test.ts',
];
/** The vendor's SDK tells the console whatever its socket does. */
const CHATTER = /^\W*(\d+m)?\[?(realtime|nextevent)/;

/** Tests that kill the cloud under a connected SDK. */
const KILLS = /[\\/]tests[\\/]faults[\\/]/;
/**
 * What js-sdk's own promises reject with then, nobody waiting for them: an
 * error of its own code, or of the socket below it.
 */
const OF_SDK = /node_modules[\\/]@cloudbase[\\/]|^TypeError: fetch failed/;

const isKilledUnderSdk = (error: object & { stack?: string }): boolean =>
  'VITEST_TEST_PATH' in error &&
  KILLS.test(String(error.VITEST_TEST_PATH)) &&
  OF_SDK.test(String(error.stack));

const shared = {
  pool: 'forks' as const,
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // Real processes, sockets and browsers on a machine nobody knows get one
  // more try in CI; the report names who needed it.
  retry: process.env.CI ? 1 : 0,
  execArgv: ['--require', GUARD],
  env: { TENCENTCLOUD: 'true', TZ: 'UTC', NODE_OPTIONS: GUARD_OPTION },
};

const patient = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // What is waited for crosses processes; one second is a quiet machine.
  expect: { poll: { timeout: 15_000 } },
  globalSetup: './tests/support/build-functions-once.ts',
};

/** Fast tests stand beside their source; what crosses folders is in tests/. */
export default defineConfig({
  test: {
    // js-sdk leaves the promise of a refused watch unhandled, and requests of
    // its own while its cloud is killed; what the product listens to (onError,
    // the answers it waits for) is told as well.
    onUnhandledError: (error) =>
      !('isRealtimeErrorMessageError' in error) && !isKilledUnderSdk(error),
    onConsoleLog: (log) => !CHATTER.test(log),
    projects: [
      {
        test: {
          ...shared,
          name: 'fast',
          include: ['**/*.test.ts'],
          exclude: [...IGNORED, ...CLOUD, ...BROWSER, ...ALONE],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          ...patient,
          name: 'cloud',
          include: CLOUD,
          exclude: [...IGNORED, ...BROWSER, ...ALONE],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          ...patient,
          name: 'browser',
          include: BROWSER,
          exclude: [...IGNORED, ...ALONE],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...shared,
          ...patient,
          name: 'alone',
          include: ALONE,
          exclude: IGNORED,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
