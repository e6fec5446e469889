import { open, stat } from 'node:fs/promises';

/** Programs that say where their dumps begin, and where they end. */
const ends: readonly (readonly [begin: RegExp, end: RegExp])[] = [
  [/^-- PostgreSQL database (?:cluster )?dump$/m, /^-- PostgreSQL database (?:cluster )?dump complete$/m],
  [/^-- (?:MySQL|MariaDB) dump /m, /^-- Dump completed/m],
  [/^PRAGMA foreign_keys=OFF;\s+BEGIN TRANSACTION;$/m, /^(?:COMMIT|ROLLBACK);/m],
];
const tailBytes = 16 * 1024;

/** Whether a dump lacks the end that its program writes: it may be cut between two statements, which nothing else tells. */
export async function lacksEnd(head: string, path: string): Promise<boolean> {
  const begun = ends.find(([begin]) => begin.test(head.slice(0, tailBytes).replaceAll('\r', '')));
  if (begun === undefined) return false;
  const { size } = await stat(path);
  const file = await open(path, 'r');
  try {
    const tail = Buffer.alloc(Math.min(size, tailBytes));
    await file.read(tail, 0, tail.length, size - tail.length);
    return !begun[1].test(tail.toString('utf8').replaceAll('\r', ''));
  } finally {
    await file.close();
  }
}
