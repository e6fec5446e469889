import { readFile } from 'node:fs/promises';
import type { PreparedText } from '../encoding/prepare-text.ts';
import { parseRecord } from './parse-record.ts';
import { recordsOfRows } from './records-of-rows.ts';
import { maySdmxJson, sdmxRecords } from './sdmx-json.ts';

/** Up to this size the whole is parsed once to be sure that it is JSON; beyond, record by record must do. */
const wholeCheckBytes = 16 * 1024 * 1024;

/** Records of a file that have to be made from all of it. */
export interface HeldRecords {
  readonly format: 'sdmx' | 'json';
  readonly records: () => Iterable<unknown>;
  /** What the file says beside them. */
  readonly beside: readonly string[];
}

/** Makes sure of a file that is not too large for it; its records, if they do not lie in it as objects. */
export async function checkWhole(text: PreparedText): Promise<HeldRecords | undefined> {
  if (text.bytes > wholeCheckBytes) return undefined;
  const whole = parseRecord((await readFile(text.path, 'utf8')).replace(/^\ufeff/, ''), 1);
  const observations = maySdmxJson(text.head) ? sdmxRecords(whole) : undefined;
  if (observations !== undefined) return { format: 'sdmx', records: observations, beside: [] };
  const rows = recordsOfRows(whole);
  return rows && { format: 'json', records: () => rows.records, beside: rows.beside };
}
