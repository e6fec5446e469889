import { defineConfig } from 'vitest/config';

/** From installing to restoring, starting and taking over: whole installations, one at a time. */
export default defineConfig({
  test: {
    include: ['test/{life,upgrade}/**/*.test.ts', 'src/cli/start.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
