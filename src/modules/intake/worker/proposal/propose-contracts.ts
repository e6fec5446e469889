import type { ContractProposal } from '#api/proposals.ts';
import { maxFields, writeDraft, type ContractDraft } from '#modules/catalog/offline.ts';
import { failReading } from '../../reading/errors.ts';
import { findReferences } from './find-references.ts';
import { presentProposal, type Proved } from './present-proposal.ts';
import { proveTable, type ProposeInput } from './propose-contract.ts';

/** More tables are chosen from by name. */
const mostTables = 300;

/**
 * A contract for each table of a file that has rows, with what refers to what among them: fields whose values all stand in
 * another one's key. In the order in which they are to be loaded, what is referred to first.
 */
export async function proposeContracts(
  input: ProposeInput,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<readonly ContractProposal[]> {
  const tables = input.read.tables.filter(({ rowCount, columns }) => rowCount > 0 && columns.length <= maxFields);
  if (tables.length === 0) throw failReading('table-not-found', 'No table of the file can be a dataset');
  if (tables.length > mostTables)
    throw failReading(
      'too-many-tables',
      `The file has ${tables.length} tables; contracts are proposed for ${mostTables}`,
    );
  const proved: Proved[] = [];
  for (const [index, table] of tables.entries()) {
    proved.push(await proveTable(table, { ...input, read: { ...input.read, tables: [table] } }));
    onProgress(index + 1, tables.length);
  }
  const named = withOwnIds(proved);
  const references = await findReferences(input.connection, named);
  const related = named.map((one) => {
    const fields = one.draft.fields.map((field) => {
      const reference = references.find(({ from, name }) => from === one.draft.id && name === field.name)?.to;
      return reference === undefined ? field : { ...field, reference };
    });
    const draft: ContractDraft = { ...one.draft, fields };
    return { ...one, draft, text: writeDraft(draft) };
  });
  return inLoadOrder(related).map(presentProposal);
}

/** Tables of one name get datasets of different ones. */
function withOwnIds(proved: readonly Proved[]): readonly Proved[] {
  const taken = new Set<string>();
  return proved.map((one) => {
    let id = one.draft.id;
    for (let number = 2; taken.has(id); number++) id = `${one.draft.id.slice(0, 56)}-${number}`;
    taken.add(id);
    return { ...one, draft: { ...one.draft, id } };
  });
}

/** What refers to nothing that is still to come is next; in a circle, whatever comes first. */
function inLoadOrder(proved: readonly Proved[]): readonly Proved[] {
  const waiting = [...proved];
  const ordered: Proved[] = [];
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(({ draft }) => draft.id));
    const free = waiting.findIndex(({ draft }) =>
      draft.fields.every(
        ({ reference }) => reference === undefined || reference.dataset === draft.id || !ids.has(reference.dataset),
      ),
    );
    ordered.push(...waiting.splice(Math.max(0, free), 1));
  }
  return ordered;
}
