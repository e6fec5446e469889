import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../../../../../../test/support/law-runs.ts';
import { readBytes } from '../../testing/read-bytes.ts';

type Value = string | number | boolean | null;

/** How a dialect's dump writes a table. */
interface Writer {
  readonly name: string;
  readonly dump: (columns: readonly string[], rows: readonly (readonly Value[])[]) => string;
}

const doubled = (text: string) => `'${text.replaceAll("'", "''")}'`;
const escaped = (text: string) =>
  `'${text.replace(/[\\'"\n\r\t\0\x1a]/g, (sign) => `\\${{ '\n': 'n', '\r': 'r', '\t': 't', '\0': '0', '\x1a': 'Z' }[sign] ?? sign}`)}'`;
const literal = (value: Value, text: (value: string) => string) =>
  value === null ? 'NULL' : typeof value === 'string' ? text(value) : String(value).toUpperCase();
const tuple = (row: readonly Value[], text: (value: string) => string) =>
  `(${row.map((value) => literal(value, text)).join(',')})`;
const named = (columns: readonly string[], left: string, right: string) =>
  columns.map((column) => `${left}${column.replaceAll(right, right + right)}${right}`);
const copied = (value: Value) =>
  value === null
    ? '\\N'
    : typeof value === 'boolean'
      ? String(value).slice(0, 1)
      : String(value).replace(/[\\\b\f\n\r\t\v]/g, (sign) =>
          sign === '\\'
            ? '\\\\'
            : `\\${{ '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '\v': 'v' }[sign] ?? ''}`,
        );

const writers: readonly Writer[] = [
  {
    name: 'mysqldump',
    dump: (columns, rows) =>
      [
        '-- MySQL dump 10.13',
        '/*!40101 SET NAMES utf8 */;',
        `CREATE TABLE \`t\` (${named(columns, '`', '`')
          .map((column) => `${column} text COMMENT 'a; (b'`)
          .join(',\n')}) ENGINE=InnoDB;`,
        `INSERT INTO \`t\` VALUES ${rows.map((row) => tuple(row, escaped)).join(',')};`,
        '-- Dump completed',
      ].join('\n'),
  },
  {
    name: 'pg_dump with COPY',
    dump: (columns, rows) =>
      [
        '--\n-- PostgreSQL database dump\n--\n',
        `CREATE FUNCTION public.f() RETURNS void LANGUAGE sql AS $_$ INSERT INTO t VALUES (1); $_$;`,
        `CREATE TABLE public.t (\n${named(columns, '"', '"')
          .map((column) => `    ${column} text`)
          .join(',\n')}\n);`,
        `COPY public.t (${named(columns, '"', '"').join(', ')}) FROM stdin;`,
        ...rows.map((row) => row.map(copied).join('\t')),
        '\\.\n',
      ].join('\n'),
  },
  {
    name: 'pg_dump with INSERT and no definition',
    dump: (columns, rows) =>
      [
        '--\n-- PostgreSQL database dump\n--\n',
        ...rows.map(
          (row) => `INSERT INTO public.t (${named(columns, '"', '"').join(', ')}) VALUES ${tuple(row, doubled)};`,
        ),
      ].join('\n'),
  },
  {
    name: "SQL Server's script",
    dump: (columns, rows) =>
      [
        'USE [Kho]\r\nGO',
        `CREATE TABLE [dbo].[t](\r\n${named(columns, '[', ']')
          .map((column) => `\t${column} [nvarchar](max) NULL`)
          .join(',\r\n')}\r\n) ON [PRIMARY]\r\nGO`,
        'SET IDENTITY_INSERT [dbo].[t] ON ',
        ...rows.map(
          (row) =>
            `INSERT [dbo].[t] (${named(columns, '[', ']').join(', ')}) VALUES ${tuple(row, (text) => `N${doubled(text)}`)}`,
        ),
        'GO\r\n',
      ].join('\r\n'),
  },
  {
    name: "SQLite's .dump",
    dump: (columns, rows) =>
      [
        'PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;',
        `CREATE TABLE t(${named(columns, '"', '"').join(', ')});`,
        ...rows.map((row) => `INSERT INTO t VALUES${tuple(row, doubled)};`),
        'CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO t VALUES(1); DELETE FROM t; END;\nCOMMIT;',
      ].join('\n'),
  },
];

const sign = fc.constantFrom(...'aZ09 \'"\\;,()`[]-*/\n\tđẮ$#.:NEX\u0001🙂'.split(/(?:)/u));
const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''));
const value: fc.Arbitrary<Value> = fc.oneof(
  text,
  fc.constantFrom('', '\\.', 'NULL', '\\N', "');", '--', '/*', "o'); INSERT INTO u VALUES (1"),
  fc.integer(),
  fc.constant(null),
);
const name = fc
  .array(fc.constantFrom(...'abcXYZ đ-._`"[1'), { minLength: 1, maxLength: 8 })
  .map((signs) => `c${signs.join('')}z`);
const table = fc
  .uniqueArray(name, { minLength: 1, maxLength: 4, selector: (heading) => heading.toLowerCase().normalize('NFC') })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.tuple(...columns.map(() => value)), { minLength: 1, maxLength: 12 }),
    }),
  );

const cell = (given: Value) => (given === null ? null : String(given).replace(/\r\n?/g, '\n').normalize('NFC').trim());

describe.each(writers)('$name', ({ dump }) => {
  test('whatever stands in a table comes back cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ columns, rows }) => {
        const outcome = await readBytes('kho.sql', dump(columns, rows));
        expect(outcome.format).toBe('sql');
        const [only] = outcome.tables;
        expect(outcome.tables).toHaveLength(1);
        expect(only).toMatchObject({ name: 't', columns, rowCount: rows.length });
        expect(only?.rows).toEqual(rows.map((row) => row.map(cell)));
      }),
      { numRuns: lawRuns(20) },
    );
  });
});
