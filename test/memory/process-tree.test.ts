import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { cpuSecondsOf, memoryOf, treeOf, watchMemory } from '../support/process-tree.ts';

test('memory and processor time of a child of a child are counted, and the peak is kept after it has ended', async () => {
  const inner = `const held = Buffer.alloc(150_000_000, 1); while (process.cpuUsage().user < 400_000); process.exit(held[0] - 1)`;
  const outer = `const { spawnSync } = require('node:child_process');
    spawnSync(process.execPath, ['-e', ${JSON.stringify(inner)}]); process.stdout.write('done'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = child.pid ?? 0;
  const ended = once(child, 'exit');
  try {
    const watch = watchMemory(pid, 20);
    await once(child.stdout, 'data');
    const { peakPss } = await watch.stop();
    expect(peakPss).toBeGreaterThan(170_000_000);
    expect(memoryOf(pid)).toBeLessThan(150_000_000);
    expect(cpuSecondsOf(pid)).toBeGreaterThan(0.3);
    expect(treeOf(process.pid)).toContain(pid);
  } finally {
    // Also where something above does not hold: the test's own process does not end beside it.
    child.kill('SIGKILL');
  }
  await ended;
  expect(treeOf(process.pid)).not.toContain(pid);
});
