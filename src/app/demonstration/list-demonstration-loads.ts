import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LoadMode } from '#api/loads.ts';
import { parseContract } from '#modules/catalog/index.ts';
import type { Dictionary } from '#modules/dictionary/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { DemonstrationFile } from './demonstration-file.ts';
import { createGenerators } from './generators.ts';
import { readPacks, type Pack } from './read-packs.ts';

/** One delivery of the demonstration. Those of one dataset are in the order in which they must be loaded. */
export interface DemonstrationLoad {
  /** The same at every start: the file's name. */
  readonly key: string;
  readonly dataset: string;
  /** Absolute path, or one from the working folder if that was given so. */
  readonly file: string;
  readonly mode: LoadMode;
  readonly sentBy: 'steward' | 'officer';
  /** Code of the sender's agency: the dataset's owner, or the commune's committee. */
  readonly agency: string;
  /** Code of an officer's commune. */
  readonly unit?: string;
}

export interface ListDemonstrationLoadsOptions {
  /** The packs folder. */
  readonly packs: string;
  readonly directory: Directory;
  readonly dictionary: Dictionary;
  /** Where the made-up files go; made if it is missing. */
  readonly folder: string;
}

/** Writes the demonstration's files, always with the same bytes, and lists how they are to be sent. */
export async function listDemonstrationLoads(
  options: ListDemonstrationLoadsOptions,
): Promise<readonly DemonstrationLoad[]> {
  await mkdir(options.folder, { recursive: true });
  const generators = createGenerators(options.directory);
  const loads: DemonstrationLoad[] = [];
  for (const pack of await readPacks(options.packs)) {
    const owners = await readOwners(pack, options.dictionary);
    for (const { dataset, table, generator, mode, sentBy } of pack.demonstration) {
      const owner = owners.get(dataset);
      if (owner === undefined) throw new Error(`pack ${pack.id}: no contract for ${dataset}`);
      if (table !== undefined) {
        loads.push({ key: basename(table), dataset, file: join(pack.folder, table), mode, sentBy, agency: owner });
        continue;
      }
      const make = generators[generator ?? ''];
      if (make === undefined) throw new Error(`pack ${pack.id}: no generator ${generator}`);
      for (const made of await make()) {
        const file = await writeMade(options.folder, made);
        const sender =
          made.unit === undefined
            ? { agency: owner }
            : { agency: getCommittee(options.directory, made.unit), unit: made.unit };
        loads.push({ key: made.name, dataset, file, mode, sentBy, ...sender });
      }
    }
  }
  return loads;
}

async function writeMade(folder: string, made: DemonstrationFile): Promise<string> {
  const file = join(folder, made.name);
  await writeFile(file, made.bytes);
  return file;
}

/** Owner's agency code by dataset. */
async function readOwners(pack: Pack, dictionary: Dictionary): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  for (const path of pack.contracts) {
    const file = join(pack.folder, path);
    const read = parseContract(await readFile(file, 'utf8'), { dictionary });
    if (!read.ok) throw new Error(`${file}: not a sound contract`);
    owners.set(read.contract.id, read.contract.owner);
  }
  return owners;
}

function getCommittee(directory: Directory, unit: string): string {
  const committee = directory.listAgencies().find((agency) => agency.unit === unit);
  if (committee === undefined) throw new Error(`no agency governs ${unit}`);
  return committee.code;
}
