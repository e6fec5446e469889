import { defineConfig } from 'vitest/config';

/** Journeys need the built pages and a browser; they run on their own: `npm run test:journeys`. */
export default defineConfig({
  test: {
    include: ['{src,web,test,scripts,bench}/**/*.test.{ts,tsx}'],
    exclude: [
      '**/node_modules/**',
      '**/*.samples.test.ts',
      'test/journeys/**',
      'test/life/**',
      'test/faults/**',
      'test/memory/**',
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000 * Number(process.env['DAKLAKE_LAWS'] ?? 1),
    hookTimeout: 30_000,
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    experimental: { viteModuleRunner: false },
  },
});
