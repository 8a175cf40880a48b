import { defineConfig } from 'vitest/config';
import { GUARD, GUARD_OPTION } from './tests/support/loopback';

const IGNORED = ['**/node_modules/**', '**/dist/**', '**/.build/**'];
/** What starts local clouds and many processes. */
const CLOUD = ['tests/{cloud,faults,functions,rules,sdk}/**/*.test.ts'];
/** What measures, or drives browsers: one file at a time. */
const ALONE = ['**/*.browser.test.ts', 'tests/{journeys,start}/**/*.test.ts'];
/** The vendor's SDK tells the console whatever its socket does. */
const CHATTER = /^\W*(\d+m)?\[?(realtime|nextevent)/;

/** What its promises say when a socket has gone under them. */
const SOCKET_GONE =
  /^(wsclient\.send timedout|invalid state: ws connection not exists)/;

/** A request of its own that met a cloud which a test had just killed. */
const isCloudGone = (error: { message?: string; cause?: unknown }): boolean =>
  error.message === 'fetch failed' &&
  /ECONNREFUSED|ECONNRESET|other side closed/.test(
    JSON.stringify(error.cause ?? '') + String(error.cause)
  );

const shared = {
  pool: 'forks' as const,
  testTimeout: 20_000,
  hookTimeout: 60_000,
  execArgv: ['--require', GUARD],
  env: { TENCENTCLOUD: 'true', TZ: 'UTC', NODE_OPTIONS: GUARD_OPTION },
};

const patient = { testTimeout: 60_000, hookTimeout: 120_000 };

/** Fast tests stand beside their source; what crosses folders is in tests/. */
export default defineConfig({
  test: {
    // js-sdk leaves the promise of a watch unhandled when it is refused or its
    // socket is cut; onError, to which the product listens, is told as well.
    onUnhandledError: (error) =>
      !('isRealtimeErrorMessageError' in error) &&
      !SOCKET_GONE.test(String(error.message)) &&
      !isCloudGone(error),
    onConsoleLog: (log) => !CHATTER.test(log),
    projects: [
      {
        test: {
          ...shared,
          name: 'fast',
          include: ['**/*.test.ts'],
          exclude: [...IGNORED, ...CLOUD, ...ALONE],
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
          exclude: [...IGNORED, ...ALONE],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
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
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
