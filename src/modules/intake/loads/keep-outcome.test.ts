import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepOutcomes } from './keep-outcome.ts';

test('where one outcome cannot be kept, nothing is moved any more once that is known', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keep-outcome-'));
  try {
    const outcomes = ['missing', 'one', 'other'].map((name) => ({
      left: join(folder, 'staging', name),
      kept: join(folder, 'kept', name),
    }));
    for (const { left } of outcomes.slice(1)) {
      await mkdir(left, { recursive: true });
      for (const name of ['a', 'b', 'c']) await writeFile(join(left, name), name);
    }
    await expect(keepOutcomes(outcomes)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(outcomes.map(({ kept }) => existsSync(kept))).toEqual([false, true, true]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
