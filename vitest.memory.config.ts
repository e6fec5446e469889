import { defineConfig } from 'vitest/config';

/**
 * What real servers hold at most, on the ways in and out: `npm run test:memory`. One file at a time: another would take
 * the time from the looks.
 */
export default defineConfig({
  test: {
    include: ['test/memory/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 240_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
