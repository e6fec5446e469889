import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { contest } from './harness/contest.ts';
import type { RunBench } from './harness/figure.ts';
import { runProcess } from './harness/run-process.ts';
import { dossiersCsv } from './harness/samples.ts';

const root = join(import.meta.dirname, '..');
const peers = resolve(root, process.env['DAKLAKE_SAMPLES'] ?? '../shared/data', '../tools/peers');

/**
 * A million dossiers under 21 elementary rules, good and bad rows written apart, each by its own command line: ours
 * against Pandera on polars, the fastest validator that we know. Ours says besides which of the faults it mended, in
 * which row and how to mend the others. `DAKLAKE_PEERS` names the folder of virtual environments that the peers'
 * `install.sh` made.
 */
export const run: RunBench = async (tools) => {
  const venvs = process.env['DAKLAKE_PEERS'];
  if (venvs === undefined) return { skipped: 'DAKLAKE_PEERS does not name the peers' };
  const python = join(venvs, 'pandera-polars', 'bin', 'python');
  const script = join(peers, 'b_pandera_polars.py');
  const rows = 1_000_000 * tools.scale;
  const csv = await dossiersCsv(rows);
  if (csv === undefined || !existsSync(python) || !existsSync(script)) return { skipped: 'the peer is not there' };
  const apart = join(tools.folder, 'ours');
  await mkdir(apart);
  const contract = join(import.meta.dirname, 'elementary-dossiers.odcs.yaml');
  const rejects = join(apart, 'bad.csv');
  const accepted = join(apart, 'good.parquet');
  const given = ['check', csv, '--contract', contract, '--rejects', rejects, '--accepted', accepted, '--json'];
  // An exit code of 1: there are bad rows.
  const ours = () => runProcess(join(root, 'bin', 'daklake'), given, { anyExit: true });
  const figures = await contest(
    {
      name: `21 rules over ${rows.toLocaleString('en')} dossiers, good and bad apart, to Pandera on polars`,
      bound: { atMost: 1 },
      cpuBound: { atMost: 1 },
      baseline: () => runProcess(python, [script, csv, join(tools.folder, 'peer'), 'split']),
      ours,
    },
    tools,
  );
  await expectRows(rejects, rows);
  return figures;
};

/** A figure for nothing would be a poor one. */
async function expectRows(rejects: string, rows: number): Promise<void> {
  const lines = (await readFile(rejects, 'utf8')).split('\n').length;
  if (lines < rows * 0.01) throw new Error(`only ${lines} rejected rows were written`);
}
