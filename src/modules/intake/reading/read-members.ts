import { Localized } from '#api/localized.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { unpackZip } from './archives/unpack-zip.ts';
import { failReading } from './errors.ts';
import type { ReadMember, ReadWarning } from './read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from './reader.ts';
import { memberIgnored, membersIgnored } from './archives/archive-warnings.ts';

/** Of so many files that are no tables each has a warning of its own; of more one says how many they are. */
const mostWarnings = 20;

/** Reads every member that is a table; one that is none is passed over with a warning, unless there is no other. */
export async function readMembers<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  read: (member: SourceFile, context: ReaderContext<T>) => Promise<ReadPart<T>>,
  /** Paths of the only members that are read; undefined: all are. */
  only?: ReadonlySet<string>,
): Promise<ReadPart<T>> {
  const parts: ReadPart<T>[] = [];
  const members: ReadMember[] = [];
  let failure: DomainError | undefined;
  for await (const member of unpackZip(source, context, only)) {
    const { fileName: file } = member;
    try {
      const part = await read(member, memberContext(context, member));
      parts.push(part);
      members.push({ file, format: part.format, tables: part.tables.length, rows: part.rows, failure: null });
    } catch (error) {
      // What is unsafe about one member, such as a workbook in it, is no fault of the others.
      if (!(error instanceof DomainError)) throw error;
      failure ??= error;
      members.push({ file, format: null, tables: 0, rows: 0, failure: failureOf(error) });
    }
  }
  context.options.onMembers?.(members);
  const first = parts[0];
  if (first === undefined) throw failure ?? failReading('table-not-found', 'The archive holds no file');
  return {
    format: first.format,
    encoding: first.encoding,
    dialect: first.dialect,
    tables: parts.flatMap((part) => part.tables),
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    warnings: [...parts.flatMap((part) => part.warnings), ...ignored(members)],
    members,
  };
}

function failureOf(error: DomainError): ReadMember['failure'] {
  const message = Localized.safeParse(error.members['message']);
  return { code: error.code, message: message.success ? message.data : { vi: error.title, en: error.title } };
}

function ignored(members: readonly ReadMember[]): readonly ReadWarning[] {
  const failed = members.filter(({ failure }) => failure !== null);
  if (failed.length > mostWarnings) return [membersIgnored(failed.map(({ file }) => file))];
  return failed.map(({ file, failure }) =>
    failure?.code === 'format-unsupported' ? memberIgnored(file, failure.message) : memberIgnored(file),
  );
}

/** `a.xlsx/Sheet1` asks for a sheet of a member; the member's path for all of it. */
function memberContext<T>(context: ReaderContext<T>, member: SourceFile): ReaderContext<T> {
  const { sheet, ...options } = context.options;
  const prefix = `${member.fileName}/`;
  return {
    ...context,
    options: sheet?.startsWith(prefix) === true ? { ...options, sheet: sheet.slice(prefix.length) } : options,
  };
}
