import { mkdtempSync, mkdirSync, readFileSync, rmSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTables } from '#modules/intake/reading/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { parseContract } from '#modules/catalog/index.ts';
import { checkTables } from '#modules/quality/check/check-tables.ts';
import { expectedHeadings } from '#modules/quality/check/expected-headings.ts';
import { readScoring } from '#modules/quality/score/scoring.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { listDemonstrationLoads } from './list-demonstration-loads.ts';
const directory = createDirectory({ packs: 'packs' });
const { codeLists } = createDictionary({ packs: 'packs', directory });
const contracts = new Map(
  globSync('packs/*/contracts/*.yaml').map((f) => {
    const r = parseContract(readFileSync(f, 'utf8'));
    if (!r.ok) throw 1;
    return [r.contract.id, r.contract] as const;
  }),
);
const files = process.argv[2]
  ? [{ file: process.argv[2], dataset: 'dossiers', key: 'x', unit: undefined as any }]
  : await listDemonstrationLoads({ packs: 'packs', directory, folder: '/tmp/demo-out' });
for (const l of files) {
  const st = mkdtempSync('/tmp/demo-st-');
  mkdirSync(st + '/o');
  mkdirSync(st + '/spill');
  try {
    const contract = contracts.get(l.dataset)!;
    const read = await readTables(l.file, {
      stagingFolder: st,
      fileName: l.key,
      expectedHeadings: expectedHeadings(contract),
    });
    const db = await openDuckdb({
      threads: 2,
      memoryLimit: '1GB',
      temporaryDirectory: st + '/spill',
      allowedDirectories: [st, dirname(l.file)],
    });
    const connection = await db.connect();
    const { result: r } = await checkTables({
      tables: read.tables,
      contract,
      receivedOn: '2026-11-22',
      codeLists,
      scoring: readScoring('packs/quality/scoring.yaml', '2026-11-22'),
      connection,
      folder: st + '/o',
      mode: 'replace',
      existing: { files: [] },
      maxFindings: 1000000,
      ...(l.unit ? { unit: { field: 'ma_xa', value: l.unit } } : {}),
    });
    console.log(l.key, r.received, r.accepted, r.rejected, r.duplicate, JSON.stringify(r.score.overall), r.seconds);
    for (const f of r.findingsByRule) console.log('   ', f.rule, f.severity, f.rows);
    console.log('   ', JSON.stringify(r.mended), JSON.stringify(r.warnings), r.notChecked);
    if (process.argv[2]) {
      const truth = new Map(
        readFileSync('/tmp/demo-truth.jsonl', 'utf8')
          .trim()
          .split('\n')
          .map((x) => JSON.parse(x))
          .map((t) => [t.line, t]),
      );
      const err = r.findings.filter((f) => f.severity === 'error');
      const lines = new Set(err.map((f) => f.row));
      const clean = err.filter((f) => !truth.has(f.row));
      console.log('errors on clean', clean.length, JSON.stringify(clean.slice(0, 3)));
      const byKind: any = {};
      for (const t of truth.values()) {
        const k = (byKind[t.kind] ??= [0, 0]);
        k[1]++;
        if (lines.has(t.line)) k[0]++;
      }
      console.log(byKind);
      const anywarn: any = {};
      for (const f of r.findings.filter((f) => f.severity !== 'error')) {
        const k = f.rule + ' ' + f.severity;
        anywarn[k] ??= [0, JSON.stringify(f)];
        anywarn[k][0]++;
      }
      console.log(anywarn);
    }
    connection.closeSync();
    db.close();
  } catch (e) {
    console.log(l.key, e);
  }
  rmSync(st, { recursive: true });
}
