import { defineConfig } from 'vitest/config';
import { damaging, installing } from './test/support/long-tests.ts';
import { lawsTimes } from './test/support/law-runs.ts';

const elsewhere = [
  '**/node_modules/**',
  '**/*.samples.test.ts',
  'test/journeys/**',
  'test/life/**',
  'test/upgrade/**',
  ...installing,
  ...damaging,
  'test/faults/**',
  'test/memory/**',
];

/** Journeys need the built pages and a browser; they run on their own: `npm run test:journeys`. */
export default defineConfig({
  test: {
    include: ['{src,web,test,scripts,bench}/**/*.test.{ts,tsx}'],
    exclude: elsewhere,
    pool: 'forks',
    maxWorkers: 2,
    // Files share a process, one after the other: to start one, and load the code, takes longer than most of them.
    isolate: false,
    // On a machine that is busy with something else a test takes many times as long: these are for what hangs.
    testTimeout: 90_000 * Math.max(1, lawsTimes()),
    hookTimeout: 90_000,
    expect: { poll: { timeout: 30_000 } },
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/law-seed.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
