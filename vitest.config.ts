import { defineConfig } from 'vitest/config';

/** Fast tests stand beside their source; what crosses folders is in tests/. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.build/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    env: { TENCENTCLOUD: 'true', TZ: 'UTC' },
  },
});
