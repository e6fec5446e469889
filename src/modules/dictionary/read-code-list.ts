import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Localized } from '#api/localized.ts';
import type { CodeList } from './code-list.ts';

const Day = z.iso.date();
const CodeListFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: Localized,
  /** The instrument that sets the list. */
  source: z.string().optional(),
  codes: z
    .array(
      z.strictObject({
        // Codes are text for ever: an unquoted 01 in the file is a fault of the pack, not the number 1.
        code: z.string(),
        vi: z.string(),
        en: z.string(),
        aliases: z.array(z.string()).optional(),
        parent: z.string().optional(),
        validFrom: Day.optional(),
        validTo: Day.optional(),
      }),
    )
    .min(1),
  successions: z
    .array(z.strictObject({ from: z.string(), to: z.string(), coverage: z.enum(['full', 'partial']), on: Day }))
    .default([]),
});

/** Reads a pack's code list; a fault in it is thrown with the file's name. */
export function readCodeList(file: string): CodeList {
  const result = CodeListFile.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  const { id, title, codes, successions } = result.data;
  return {
    id,
    title,
    codes: codes.map(({ code, vi, en, aliases, parent, validFrom, validTo }) => ({
      code,
      name: { vi, en },
      ...(aliases === undefined ? {} : { aliases }),
      ...(parent === undefined ? {} : { parent }),
      validFrom: validFrom ?? null,
      validTo: validTo ?? null,
    })),
    successions,
  };
}
