import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** The run's last line, for counters that read no other format: `9 passed, 0 failed, 4 skipped`. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      const unloadable = module.state() === 'failed' && [...module.children.allTests('failed')].length === 0;
      if (unloadable) count.failed++;
    }
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`;
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
}
