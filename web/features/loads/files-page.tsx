import { Link } from 'react-router';
import { fileReportStates, stateOfFile, type FileReport, type FileReportState } from '#api/file-reports.ts';
import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';

export interface FilesPageProps {
  readonly load: Pick<LoadView, 'id' | 'result'>;
  readonly title: string;
  readonly files: { readonly items: readonly FileReport[]; readonly total: number };
  /** What the files are narrowed to. */
  readonly state: FileReportState | null;
  readonly offset: number;
  readonly limit: number;
}

const tones = { refused: 'bad', faulty: 'warn', clean: 'good' } as const satisfies Record<FileReportState, string>;

/** What became of each of many files that were sent at once, the worst first. */
export function FilesPage({ load, title, files, state, offset, limit }: FilesPageProps) {
  const { messages, format } = useLocale();
  const texts = messages.files;
  const counts = load.result?.files;
  return (
    <div className="console-main">
      <title>{`${texts.title(title)} · Daklake`}</title>
      <h1>{texts.title(title)}</h1>
      <p>
        <Link to={`/console/loads/${load.id}`}>{texts.back}</Link>
      </p>
      {counts === undefined && files.total === 0 && state === null ? (
        <p>{texts.noneSent}</p>
      ) : (
        <>
          {counts !== undefined && (
            <p>
              {texts.summary(format.number(counts.clean), format.number(counts.faulty), format.number(counts.refused))}
            </p>
          )}
          <nav className="file-states" aria-label={texts.show}>
            {([null, ...fileReportStates] as const).map((one) => (
              <Link
                key={one ?? 'all'}
                className="button"
                aria-current={one === state ? 'page' : undefined}
                to={one === null ? '?' : `?state=${one}`}
              >
                {one === null ? texts.all : texts.states[one]}
              </Link>
            ))}
          </nav>
          {files.items.length === 0 ? <p>{texts.none}</p> : <FilesTable files={files.items} />}
          <Pagination offset={offset} limit={limit} total={files.total} />
        </>
      )}
    </div>
  );
}

function FilesTable({ files }: { readonly files: readonly FileReport[] }) {
  const { messages, format, language } = useLocale();
  const { columns, states, heading } = messages.files;
  return (
    <DataTable
      name={heading}
      narrow="stack"
      columns={[
        { label: columns.file },
        { label: columns.state },
        { label: columns.received, numeric: true },
        { label: columns.accepted, numeric: true },
        { label: columns.rejected, numeric: true },
        { label: columns.duplicate, numeric: true },
        { label: columns.why },
      ]}
    >
      {files.map((file) => {
        const state = stateOfFile(file);
        return (
          <tr key={file.file}>
            <Cell header label={columns.file}>
              {file.file}
            </Cell>
            <Cell label={columns.state}>
              <Mark kind={tones[state]} /> {states[state]}
            </Cell>
            <Cell numeric label={columns.received}>
              {format.number(file.received)}
            </Cell>
            <Cell numeric label={columns.accepted}>
              {format.number(file.accepted)}
            </Cell>
            <Cell numeric label={columns.rejected}>
              {format.number(file.rejected)}
            </Cell>
            <Cell numeric label={columns.duplicate}>
              {format.number(file.duplicate)}
            </Cell>
            <Cell label={columns.why}>{file.problem?.message[language] ?? null}</Cell>
          </tr>
        );
      })}
    </DataTable>
  );
}
