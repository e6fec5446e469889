import { defineConfig } from 'vitest/config';
import { lawsTimes } from './test/support/law-runs.ts';

const elsewhere = [
  '**/node_modules/**',
  '**/*.samples.test.ts',
  'test/journeys/**',
  'test/life/**',
  'test/upgrade/**',
  'src/cli/start.test.ts',
  'test/faults/**',
  'test/memory/**',
];
/** Files that share a process, one after the other: to start one, and load the code, takes longer than most of them. */
const together = [
  '{web,src/platform,src/app,src/api}/**/*.test.{ts,tsx}',
  'src/modules/{access,directory,dictionary,catalog,portal,warehouse/query,warehouse/postgrest,warehouse/snapshots,quality}/**/*.test.ts',
];

/** Journeys need the built pages and a browser; they run on their own: `npm run test:journeys`. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000 * Math.max(1, lawsTimes()),
    hookTimeout: 30_000,
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
    projects: [
      { extends: true, test: { name: 'together', include: together, exclude: elsewhere, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['{src,web,test,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, ...together],
        },
      },
    ],
  },
});
