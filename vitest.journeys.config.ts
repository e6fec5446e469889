import { defineConfig } from 'vitest/config';

/** Through a real browser on the built pages, one at a time. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
