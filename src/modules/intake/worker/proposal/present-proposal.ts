import { isEncodingName } from '#api/encodings.ts';
import type { ContractProposal, ProposedColumn } from '#api/proposals.ts';
import type { CheckResult } from '#api/quality.ts';
import type { ContractDraft, DraftField } from '#modules/catalog/offline.ts';
import type { ColumnProfile, TableProfile } from '#modules/quality/offline/profile.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { ReadOutcome } from '../../reading/read-outcome.ts';
import { isFigure, share } from './propose-fields.ts';
import { unitAbove, unitOfHeading } from './unit-of-heading.ts';

const samplesShown = 5;
/** Of a longer value its beginning says what it is. */
const longestSample = 1000;

export interface Proved {
  readonly draft: ContractDraft;
  readonly text: string;
  readonly check: CheckResult;
  readonly table: TextTable;
  readonly profile: TableProfile;
  readonly read: ReadOutcome;
  readonly keyShare: number;
}

export function presentProposal({ draft, text, check, table, profile, read, keyShare }: Proved): ContractProposal {
  const { received, accepted, rejected, duplicate } = check;
  return {
    contract: text,
    dataset: { id: draft.id, title: draft.title, purpose: draft.purpose, owner: draft.owner },
    table: {
      sheet: table.name,
      columns: [...table.columns],
      rowCount: table.rowCount,
      ...(table.unit === undefined ? {} : { unit: table.unit }),
      ...(table.period === undefined ? {} : { period: table.period }),
    },
    otherTables: read.tables
      .filter((other) => other !== table)
      .map(({ name, rowCount }) => ({ sheet: name, rowCount })),
    reading: { encoding: encodingOf(read), longForm: longFormOf(table) },
    columns: draft.fields.flatMap((field, place) => {
      const column = profile.columns[place];
      return column === undefined
        ? []
        : [presentColumn(field, column, { key: draft.key, findings: check.findings, unit: table.unit })];
    }),
    key: draft.key.length === 0 ? null : { fields: [...draft.key], share: share(keyShare) },
    rows: profile.firstRows.map((row) => [...row]),
    check: { received, accepted, rejected, duplicate },
    warnings: [...read.warnings, ...check.warnings].map(({ code, message, evidence }) => ({
      code,
      message,
      ...(evidence === undefined ? {} : { evidence }),
    })),
  };
}

function encodingOf({ encoding }: ReadOutcome): ContractProposal['reading']['encoding'] {
  const name = (encoding?.legacy ?? encoding?.charset ?? '').toLowerCase();
  return isEncodingName(name) ? name : null;
}

function longFormOf({ longForm }: TextTable): ContractProposal['reading']['longForm'] {
  if (longForm === undefined) return null;
  const { applied, kept, turned, dimensions, value, status } = longForm;
  return {
    applied,
    columns: [...kept, ...dimensions.map(({ heading }) => heading), value, status],
    turned: turned.map(({ column }) => column),
  };
}

const exceptionsShown = 5;

function presentColumn(
  field: DraftField,
  column: ColumnProfile,
  {
    key,
    findings,
    unit,
  }: { readonly key: readonly string[]; readonly findings: CheckResult['findings']; readonly unit: string | undefined },
): ProposedColumn {
  const inKey = key.includes(field.name);
  return {
    heading: column.heading,
    name: field.name,
    label: field.labels,
    type: field.type,
    semanticType: field.semanticType ?? null,
    elementRef: field.elementRef ?? null,
    codeList: field.codeList ?? null,
    personal: field.personal,
    required: field.required || inKey,
    unique: field.unique || (inKey && key.length === 1),
    unit: unitOfColumn(field, column, unit),
    missing: [...field.missing],
    agree: { ...field.agreement },
    exceptions: findings
      .filter(({ field: name, severity }) => name === field.name && severity === 'error')
      // A row that breaks several rules is one of them, with its mend if there is one.
      .toSorted((one, other) => Number(other.suggestion !== undefined) - Number(one.suggestion !== undefined))
      .filter(({ row }, index, own) => own.findIndex((other) => other.row === row) === index)
      .slice(0, exceptionsShown)
      .map(({ row, value, message, suggestion }) => ({
        row,
        value: value === null ? null : shortened(value),
        message: { vi: shortened(message.vi), en: shortened(message.en) },
        ...(suggestion === undefined ? {} : { suggestion: shortened(suggestion) }),
      })),
    samples: column.frequent.slice(0, samplesShown).map(({ text }) => shortened(text)),
  };
}

/** Its own heading's, or that of all figures of the table, unless it is a share, a count of something else or no figure. */
function unitOfColumn(field: DraftField, { heading }: ColumnProfile, ofTable: string | undefined): string | null {
  if (field.type !== 'integer' && field.type !== 'number') return null;
  const own = unitOfHeading(heading);
  return own !== null || ofTable === undefined || !isFigure(field) ? own : unitAbove(heading, ofTable);
}

function shortened(text: string): string {
  return text.length > longestSample ? `${text.slice(0, longestSample).toWellFormed()}…` : text;
}
