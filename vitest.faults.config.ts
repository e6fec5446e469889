import { defineConfig } from 'vitest/config';
import { damaging } from './test/support/long-tests.ts';

/** Real servers that are killed, starved and cut off: `npm run test:faults`; `DAKLAKE_FAULTS=N` for N times the rounds. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts', ...damaging],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
