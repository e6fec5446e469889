import { verifySnapshots, type SnapshotsVerdict } from '#modules/warehouse/index.ts';
import type { Language } from '#api/localized.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { dataFolderAt } from '#platform/files/index.ts';
import { openDataFolderDatabase } from './data-folder-database.ts';
import { verbConfig } from './verb-config.ts';
import { defineVerb } from './verb.ts';

/** A load that is at work leaves a folder without a name for a moment. */
const orphanAge = 3_600_000;

export const verb = defineVerb({
  usage: ['verify [--data DIR]'],
  summary: {
    vi: 'Kiểm tra mọi tệp của mọi phiên bản dữ liệu với mã băm đã ghi. Chạy được bên cạnh máy chủ đang chạy.',
    en: "Checks every snapshot's files against their hashes. Works beside a running server too.",
  },
  options: { data: { type: 'string' } },
  positionals: { min: 0, max: 0 },
  failure: 4,
  async run({ options, environment, json, language, print, progress }) {
    const config = verbConfig({
      ...environment,
      ...(options.data === undefined ? {} : { DAKLAKE_DATA: options.data }),
    });
    await using undo = new AsyncDisposableStack();
    const { database, close } = await openDataFolderDatabase(config, undo);
    undo.defer(close);
    const bar = progress('verify');
    let verdict: SnapshotsVerdict;
    try {
      verdict = await verifySnapshots({
        database,
        snapshotsFolder: dataFolderAt(config.dataFolder).snapshots,
        orphansBefore: new Date(systemClock().getTime() - orphanAge),
        onProgress: (done, total) => bar.report(done, total),
      });
    } finally {
      bar.end();
    }
    await print(json ? `${JSON.stringify(verdict)}\n` : describe(verdict, language));
    return verdict.ok ? 0 : 1;
  },
});

function describe({ checked, problems }: SnapshotsVerdict, language: Language): string {
  const lines = problems.map(
    ({ kind, dataset, snapshot, file, what }) => `${kind}  ${file ?? `${dataset}/${snapshot ?? ''}`}: ${what}`,
  );
  const files = checked.toLocaleString(language);
  const last =
    language === 'vi'
      ? `Đã kiểm tra ${files} tệp, ${problems.length === 0 ? 'không có sai lệch' : `${problems.length} sai lệch`}.`
      : `${files} files checked, ${problems.length === 0 ? 'no problem' : `${problems.length} problems`}.`;
  return `${[...lines, last].join('\n')}\n`;
}
