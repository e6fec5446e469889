import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadModes } from '#api/loads.ts';
import { Localized } from '#api/localized.ts';

const Delivery = z
  .strictObject({
    dataset: z.string(),
    /** A file of the pack, or the name of a generator: one of the two. */
    table: z.string().optional(),
    generator: z.string().optional(),
    mode: z.enum(loadModes),
    sentBy: z.enum(['steward', 'officer']),
  })
  .refine((delivery) => (delivery.table === undefined) !== (delivery.generator === undefined), {
    error: 'a delivery names either a table or a generator',
  });
const PackFile = z.strictObject({
  id: z.string(),
  title: Localized,
  contracts: z.array(z.string()),
  demonstration: z.array(Delivery),
});

/** A sector's contracts, and what the demonstration sends for them. */
export interface Pack {
  readonly folder: string;
  readonly id: string;
  readonly title: Localized;
  /** Paths within the folder. */
  readonly contracts: readonly string[];
  readonly demonstration: readonly Readonly<z.infer<typeof Delivery>>[];
}

/** Every folder of `packs` that has a `pack.yaml`, by name; folders without one hold other content. */
export async function readPacks(packs: string): Promise<readonly Pack[]> {
  const files = (await readdir(packs, { recursive: true })).filter((path) => /^[^/]+\/pack\.yaml$/.test(path)).sort();
  return Promise.all(
    files.map(async (path) => {
      const file = join(packs, path);
      const pack = PackFile.safeParse(parse(await readFile(file, 'utf8')));
      if (!pack.success) throw new Error(`${file}: ${z.prettifyError(pack.error)}`);
      return { ...pack.data, folder: join(packs, path, '..') };
    }),
  );
}
