import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

const samples = resolve(import.meta.dirname, '../..', process.env['DAKLAKE_SAMPLES'] ?? '../shared/data');
const generator = join(samples, '..', 'tools', 'make-dossiers.mjs');

/**
 * A csv of made-up dossiers, the same for the same arguments, e.g. `dossiersCsv(1_000_000, ['--faults', '0'])`. Kept in the
 * system's temporary folder for the next bench. Undefined where the generator is absent.
 */
export async function dossiersCsv(rows: number, given: readonly string[] = [], seed = 1): Promise<string | undefined> {
  if (!existsSync(generator)) return undefined;
  const name = ['daklake-dossiers', rows, seed, ...given.map((text) => text.replace(/\W/g, ''))].join('-');
  const path = join(tmpdir(), `${name}.csv`);
  if (existsSync(path)) return path;
  const partial = `${path}.${process.pid}`;
  const child = spawn(process.execPath, [generator, String(rows), String(seed), ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await pipeline(child.stdout, createWriteStream(partial));
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`${generator} ended with ${code}`);
  await rename(partial, path);
  return path;
}

/** Three million flights as an agency of the United States published them, gzip; undefined where absent. */
export function flightsGz(): string | undefined {
  const path = join(samples, 'large-flights-3m', 'flights-3m.csv.gz');
  return existsSync(path) ? path : undefined;
}
