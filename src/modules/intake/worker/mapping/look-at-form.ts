import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EncodingName } from '#api/encodings.ts';
import type { FormLook, ProposedColumn } from '#api/mappings.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { profileTable, type ColumnProfile } from '#modules/quality/offline/profile.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { storeTables } from '../../reading/destinations/store-tables.ts';
import { failReading } from '../../reading/errors.ts';
import { readFile } from '../../reading/read-file.ts';
import { withDuckdb } from '../with-duckdb.ts';
import { chooseMapping, knownForms, type ChosenMapping, type KnownForms, type KnownMapping } from './choose-mapping.ts';
import { formFingerprint } from '../../mapping/form-fingerprint.ts';
import { lookingDestination, type LookedAt } from './looking-destination.ts';
import { lookRows } from './look-rows.ts';
import { mappedReading } from './mapped-reading.ts';
import { byName, proposeColumns } from './propose-columns.ts';

/** What the server asks of the process that looks at a file's form. */
export interface LookRequest {
  readonly step: 'look';
  readonly file: string;
  readonly fileName: string;
  readonly sheet?: string;
  /** As in `ReadOptions`. */
  readonly encoding?: EncodingName;
  readonly longForm?: boolean;
  readonly contract: Contract;
  readonly mappings: readonly KnownMapping[];
  /** Place of the table that is looked at; undefined: the one that fits best. */
  readonly table?: number;
  /** Values are not for whoever asks. */
  readonly masked: boolean;
  readonly packs: string;
  readonly receivedOn: string;
  readonly staging: string;
  readonly memoryLimit: string;
}

export interface LookAnswer {
  readonly step: 'look';
  readonly look: FormLook;
}

/** As many as a load may have, and a mapping. */
const mostColumns = 2000;
/** Columns whose cells are looked at. */
const mostProfiled = 500;
/** Columns that are shown. */
const widest = 100;

/** Reads a file as a load of the dataset would, and says how one of its tables looks and what its columns may be. */
export async function lookAtForm(request: LookRequest, limits: ReadLimits): Promise<LookAnswer> {
  const { contract, mappings } = request;
  await mkdir(join(request.staging, 'spill'), { recursive: true });
  const looks: LookedAt[] = [];
  const { expectedHeadings, percents = false } = mappedReading(contract, mappings, undefined).options;
  await readFile(
    request.file,
    {
      stagingFolder: request.staging,
      fileName: request.fileName,
      limits,
      ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
      ...(request.encoding === undefined ? {} : { encoding: request.encoding }),
      ...(request.longForm === undefined ? {} : { longForm: request.longForm }),
      ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
      percents,
      inPlace: false,
    },
    (stagingPath) => lookingDestination(storeTables(stagingPath), looks, request.table),
  );
  const forms = knownForms(mappings);
  const place = request.table ?? likeliestTable(contract, forms, looks);
  const look = looks[place];
  if (look === undefined) throw failReading('table-not-found', `The file has no table ${place + 1}`);
  const { columns: headings } = look.table;
  if (headings.length > mostColumns) {
    throw failReading('too-wide', `The table has ${headings.length} columns; ${mostColumns} can be mapped.`);
  }
  const chosen = chooseMapping(contract, headings, forms);
  const columns = await propose(request, look, chosen);
  const width = Math.min(widest, headings.length);
  return {
    step: 'look',
    look: {
      dataset: contract.id,
      unitField: contract.unitField ?? null,
      tables: looks.map(({ table }) => ({
        name: table.name,
        rows: table.rowCount,
        fingerprint: formFingerprint(table.columns),
      })),
      table: place,
      fingerprint: formFingerprint(headings),
      width,
      rows: [...lookRows(look, { width, masked: request.masked })],
      rowCount: look.table.rowCount,
      columns: [...columns],
      constants: [...(chosen?.mapping.constants ?? [])],
      remembered: chosen?.changes === null ? chosen.used : null,
      changes: chosen?.changes ?? null,
      fields: contract.fields.map(({ name, labels, required, type }) => ({
        name,
        label: labels,
        required,
        key: contract.primaryKey.includes(name),
        type,
      })),
      masked: request.masked,
      longForm: look.longForm === 'applied',
      crosstab: look.longForm !== null,
    },
  };
}

/** What the mapping says, then what the names say, then what words and cells are like. */
async function propose(
  request: LookRequest,
  { table }: LookedAt,
  chosen: ChosenMapping | undefined,
): Promise<readonly ProposedColumn[]> {
  const { contract } = request;
  const headings = table.columns;
  const renamed = chosen === undefined ? undefined : renamedFields(chosen);
  const remembered = chosen?.fields.map((field, column): ProposedColumn => {
    const heading = headings[column] ?? '';
    const before = field ?? renamed?.get(heading);
    // That it was renamed is for somebody to say: it may be another column in its place.
    if (field === null && before !== undefined)
      return { heading, field: before, confidence: 'guess', reason: 'remembered' };
    if (field !== null) return { heading, field, confidence: 'sure', reason: 'remembered' };
    // In its own form a column is left out on purpose; in a changed one nobody has seen it.
    return { heading, field, confidence: null, reason: chosen.changes === null ? 'remembered' : null };
  });
  const decided = remembered ?? byName(contract, headings);
  const given = new Set([
    ...decided.map(({ field }) => field),
    ...(chosen?.mapping.constants ?? []).map(({ field }) => field),
  ]);
  const openFields = contract.fields.some(({ name }) => !given.has(name));
  const openColumns = decided.some(({ field, reason }) => field === null && reason === null);
  if (!openFields || !openColumns || table.rowCount === 0 || headings.length > mostProfiled) return decided;
  const profile = await profileOf(request, table);
  return proposeColumns(contract, headings, { profile, decided });
}

/** By new heading: the field of the column that was called otherwise before, unless another column has taken it. */
function renamedFields({ mapping, fields, changes }: ChosenMapping): ReadonlyMap<string, string> {
  const byHeading = new Map(mapping.columns.map(({ heading, field }) => [heading, field]));
  return new Map(
    (changes?.renamed ?? []).flatMap(({ from, to }): readonly [string, string][] => {
      const field = byHeading.get(from) ?? null;
      return field === null || fields.includes(field) ? [] : [[to, field]];
    }),
  );
}

function profileOf(request: LookRequest, table: LookedAt['table']): Promise<readonly ColumnProfile[]> {
  const { packs, contract, receivedOn } = request;
  const { codeLists } = createDictionary({ packs, directory: createDirectory({ packs }) });
  const lists = contract.fields.flatMap(({ codeList }) =>
    codeList === undefined ? [] : (codeLists(codeList.id) ?? []),
  );
  const columns = table.columns.length;
  return withDuckdb({ ...request, columns, folders: [dirname(request.file)] }, async (connection) => {
    const input = { table, codeLists: [...new Set(lists)], receivedOn, connection, firstRows: 1 };
    return (await profileTable(input)).columns;
  });
}

/** The one whose form is known, else the one in which most fields are found by name; of several the longest. */
function likeliestTable(contract: Contract, forms: KnownForms, looks: readonly LookedAt[]): number {
  const scored = looks.map(({ table }, place) => {
    const chosen = chooseMapping(contract, table.columns, forms);
    const named = byName(contract, table.columns).filter(({ field }) => field !== null).length;
    const known = chosen === undefined ? 0 : chosen.changes === null ? 2 : 1;
    return { place, known, named, rows: table.rowCount };
  });
  return scored.toSorted((a, b) => b.known - a.known || b.named - a.named || b.rows - a.rows)[0]?.place ?? 0;
}
