import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/**
 * The run's last lines, for those who see no more of it: `broken: FILE › TEST: MESSAGE` for each test that failed, and
 * the count, for counters that read no other format: `9 passed, 0 failed, 4 skipped`. A test that failed, and stood when
 * it was run again (`--retry`), counts as passed and is told as `again: FILE › TEST: MESSAGE`.
 */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const told = errors.map((error) => `broken: ${firstLine(error.message)}`);
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        count[test.result().state]++;
        if (test.diagnostic()?.flaky === true) told.push(`again: ${toldOf(module, test)}`);
      }
      for (const test of module.children.allTests('failed')) told.push(`broken: ${toldOf(module, test)}`);
      const unloadable = module.state() === 'failed' && [...module.children.allTests('failed')].length === 0;
      if (!unloadable) continue;
      count.failed++;
      told.push(`broken: ${module.relativeModuleId}: ${firstLine(module.errors()[0]?.message)}`);
    }
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`;
    process.once('exit', () => process.stdout.write(`\n${[...told, line].join('\n')}\n`));
  }
}

function toldOf(module: TestModule, test: TestCase): string {
  return `${module.relativeModuleId} › ${test.fullName}: ${firstLine(test.result().errors?.[0]?.message)}`;
}

function firstLine(message: string | undefined): string {
  return (message ?? '').split('\n', 1).join().slice(0, 300);
}
