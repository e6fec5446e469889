import { defineConfig } from 'vitest/config';
import { installing } from './test/support/long-tests.ts';

/** From installing to restoring, starting and taking over: whole installations, one at a time. */
export default defineConfig({
  test: {
    include: ['test/{life,upgrade}/**/*.test.ts', ...installing],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
