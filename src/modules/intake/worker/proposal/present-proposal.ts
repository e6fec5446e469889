import type { ContractProposal, ProposedColumn } from '#api/proposals.ts';
import type { CheckResult } from '#api/quality.ts';
import type { ContractDraft, DraftField } from '#modules/catalog/offline.ts';
import type { ColumnProfile, TableProfile } from '#modules/quality/offline/profile.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { ReadOutcome } from '../../reading/read-outcome.ts';
import { share } from './propose-fields.ts';

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
    table: { sheet: table.name, columns: [...table.columns], rowCount: table.rowCount },
    otherTables: read.tables
      .filter((other) => other !== table)
      .map(({ name, rowCount }) => ({ sheet: name, rowCount })),
    columns: draft.fields.flatMap((field, place) => {
      const column = profile.columns[place];
      return column === undefined ? [] : [presentColumn(field, column, draft.key)];
    }),
    key: draft.key.length === 0 ? null : { fields: [...draft.key], share: share(keyShare) },
    rows: profile.firstRows.map((row) => [...row]),
    check: { received, accepted, rejected, duplicate },
    warnings: [...read.warnings, ...check.warnings].map(({ code, message }) => ({ code, message })),
  };
}

function presentColumn(field: DraftField, column: ColumnProfile, key: readonly string[]): ProposedColumn {
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
    missing: [...field.missing],
    agree: { ...field.agreement },
    samples: column.frequent
      .slice(0, samplesShown)
      .map(({ text }) => (text.length > longestSample ? `${text.slice(0, longestSample).toWellFormed()}…` : text)),
  };
}
