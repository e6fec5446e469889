import { defineConfig } from 'vitest/config';

/** Many real files, each proposed for and loaded: `npm run test:samples`; skipped where they are absent. */
export default defineConfig({
  test: {
    include: ['src/**/*.samples.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
