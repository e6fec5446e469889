import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { demonstrationStateIn } from './demonstration-state.ts';

test('is undefined before the first write, and afterwards what was written last', async () => {
  const file = await freshFile();
  expect(await demonstrationStateIn(file).read()).toBeUndefined();
  await demonstrationStateIn(file).write({ finished: false, sent: { a: '1' } });
  await demonstrationStateIn(file).write({ finished: true, sent: { a: '1', b: '2' } });
  expect(await demonstrationStateIn(file).read()).toEqual({ finished: true, sent: { a: '1', b: '2' } });
});

test('refuses a file that is something else', async () => {
  const file = await freshFile();
  await writeFile(file, '{"finished":"perhaps"}');
  await expect(demonstrationStateIn(file).read()).rejects.toThrow('expected boolean');
});

async function freshFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-demonstration-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'demonstration.json');
}
