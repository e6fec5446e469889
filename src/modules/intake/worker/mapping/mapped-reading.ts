import type { FormChanges, MappingUsed } from '#api/mappings.ts';
import type { Localized } from '#api/localized.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { expectedHeadings, wantsPercents } from '#modules/quality/offline/rules.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import type { Retitle, Retitled } from '../../reading/destinations/retitled-destination.ts';
import type { ReadOptions } from '../../reading/read-options.ts';
import { chooseMapping, knownForms, type ChosenMapping, type KnownMapping } from './choose-mapping.ts';
import { constantsOf, retitleColumns } from './retitle-columns.ts';
import { changesInWords, constantsInWords } from './changes-in-words.ts';

interface NamedTable {
  readonly name: string | null;
  readonly columns: readonly string[];
}

export interface MappedReading {
  readonly options: Pick<ReadOptions, 'expectedHeadings' | 'retitle' | 'inPlace' | 'percents'>;
  /** Whether one of the tables has the very form of a mapping. */
  readonly knows: () => boolean;
  /** Without those that a mapping passes over, since it is for another table of the same form. */
  readonly select: <Table extends NamedTable>(tables: readonly Table[]) => readonly Table[];
  /** Of the first table that one was used for; null: the contract's own names were enough. */
  readonly used: () => MappingUsed | null;
  readonly warnings: () => readonly { readonly code: string; readonly message: Localized }[];
  /** The same failure, which says what a changed form lacks where that is why. */
  readonly explain: (error: unknown) => unknown;
}

/** Reads a file by the mappings that are known of its dataset, and remembers what it did by which. */
export function mappedReading(
  contract: Contract,
  known: readonly KnownMapping[],
  /** Of the commune that the sender fills the dataset for. */
  unit: string | undefined,
): MappedReading {
  const forms = knownForms(known);
  const seen = new Map<string, Retitled | undefined>();
  const taken: ChosenMapping[] = [];
  /** By headings as they are handed on: the table that is meant where several have them. */
  const meant = new Map<string, string>();
  const retitle: Retitle = (headings) => {
    // A file may hold thousands of tables, and few forms.
    const key = formKey(headings);
    if (seen.has(key)) return seen.get(key);
    const found = chooseMapping(contract, headings, forms);
    if (found !== undefined) taken.push(found);
    const retitled = found && retitleColumns(contract, headings, found.fields, constantsOf(found.mapping, unit));
    seen.set(key, retitled);
    const { table = null } = found?.changes === null ? found.mapping : {};
    if (retitled !== undefined && table !== null) meant.set(formKey(headingsOf(retitled)), table);
    return retitled;
  };
  const all = () => taken;
  const fitting = () => all().filter(({ missing }) => missing.length === 0);
  return {
    options: {
      expectedHeadings: knownHeadings(contract, known),
      percents: wantsPercents(contract),
      ...(known.length === 0 ? {} : { retitle }),
      ...(known.some(({ constants }) => constants.length > 0) ? { inPlace: false } : {}),
    },
    knows: () => all().some(({ changes }) => changes === null),
    select: (tables) =>
      tables.filter(({ name, columns }) => {
        const own = formKey(columns);
        const table = meant.get(own);
        const there = tables.some((other) => other.name === table && formKey(other.columns) === own);
        return table === undefined || name === table || !there;
      }),
    used: () => (fitting().find(({ changes }) => changes === null) ?? fitting()[0])?.used ?? null,
    warnings: () => [
      ...(all().length === 0 && known.some(({ version }) => version === null) ? [unused] : []),
      ...fitting().flatMap(({ changes }) => (changes === null ? [] : [formChanged(changes)])),
      ...fitting().flatMap(({ mapping }) =>
        mapping.constants.length === 0
          ? []
          : [{ code: 'mapping-constants', message: constantsInWords(contract, constantsOf(mapping, unit)) }],
      ),
    ],
    explain: (error) => {
      const changed = all().find(({ missing, changes }) => missing.length > 0 && changes !== null)?.changes;
      return changed === undefined || changed === null ? error : withChanges(error, changed);
    },
  };
}

const formKey = (headings: readonly string[]): string => JSON.stringify(headings);

const headingsOf = ({ columns, constants }: Retitled): readonly string[] => [
  ...columns,
  ...constants.map(({ heading }) => heading),
];

/** By field the headings of the contract and of the mappings, and those of what the mappings leave out. */
function knownHeadings(contract: Contract, known: readonly KnownMapping[]): readonly (readonly string[])[] {
  const declared = expectedHeadings(contract);
  const mapped = new Map<string, Set<string>>();
  const leftOut = new Set<string>();
  for (const { heading, field } of known.flatMap(({ columns }) => columns)) {
    // Levels are rows of the sheet: none of them holds a whole heading.
    for (const folded of [heading, ...heading.split(' / ')].map(foldHeading).filter((text) => text !== '')) {
      if (field === null) leftOut.add(folded);
      else mapped.set(field, (mapped.get(field) ?? new Set()).add(folded));
    }
  }
  return [
    ...contract.fields.map(({ name }, index) => [
      ...new Set([...(declared[index] ?? []), ...(mapped.get(name) ?? [])]),
    ]),
    ...[...leftOut].map((heading) => [heading]),
  ];
}

/** Of one that somebody gave by hand: those that are remembered are for other forms, too. */
const unused = {
  code: 'mapping-unused',
  message: {
    vi: 'Cách ghép cột được đưa vào không dành cho biểu mẫu nào trong tệp; các cột được đọc theo tên.',
    en: 'The mapping that was given is for none of the forms in the file; columns were read by their names.',
  },
};

function formChanged(changes: FormChanges) {
  const { vi, en } = changesInWords(changes);
  return {
    code: 'form-changed',
    message: {
      vi: `Biểu mẫu đã khác lần trước; các cột bắt buộc vẫn tìm thấy. ${vi}`,
      en: `The form is not what it was; every required column was still found. ${en}`,
    },
  };
}

const formFailures: readonly string[] = ['columns-missing', 'table-not-found'];

function withChanges(error: unknown, changes: FormChanges): unknown {
  if (!(error instanceof DomainError) || !formFailures.includes(error.code)) return error;
  const { vi, en } = changesInWords(changes);
  // The failures that are added to are ours, and have this member.
  const said = error.members['message'] as Localized | undefined;
  const message = {
    vi: `${said?.vi ?? ''} Biểu mẫu đã khác lần trước. ${vi}`.trim(),
    en: `${said?.en ?? error.message} The form is not what it was. ${en}`,
  };
  return new DomainError(error.code, error, `${error.message} The form changed. ${en}`, {
    cause: error,
    members: { ...error.members, message, changes },
  });
}
