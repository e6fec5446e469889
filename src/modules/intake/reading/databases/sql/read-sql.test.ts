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

/** What is read of a dump: the columns and rows of each table. */
async function readDump(...pieces: readonly (string | Buffer)[]) {
  const { tables, warnings } = await readBytes('kho.sql', Buffer.concat(pieces.map((piece) => Buffer.from(piece))));
  return [warnings.map(({ code }) => code), tables.map(({ name, columns, rows }) => [name, columns, rows])];
}

test('pictures that MySQL writes raw are digits, and the texts beside them stay what they are', async () => {
  const picture = Buffer.from([0xff, 0xd8, 0x5c, 0x30, 0x5c, 0x27, 0x27, 0x27, 0x0a, 0xb5]);
  const read = await readDump(
    "-- MySQL dump 10.13  Don't\nCREATE TABLE `ho` (`ten` text, `anh` longblob, `ma` binary(2), `con` bit(1), `ghi` varchar(9));\nINSERT INTO `ho` VALUES ('Nguyễn /* Ánh','",
    picture,
    "','ab','\\0','x\\\\'),('Ngô \"Bình',_binary '",
    picture,
    "',NULL,'\u0001','');\n-- Dump completed\n",
  );
  expect(read).toEqual([
    [],
    [
      [
        'ho',
        ['ten', 'anh', 'ma', 'con', 'ghi'],
        [
          ['Nguyễn /* Ánh', 'ffd80027270ab5', '6162', '0', 'x\\'],
          ['Ngô "Bình', 'ffd80027270ab5', null, '1', ''],
        ],
      ],
    ],
  ]);
});

const keyed = (head: string) =>
  [
    `${head}CREATE TABLE \`t\` (\`ma\` binary(4), \`ten\` text) ENGINE=InnoDB;\nINSERT INTO \`t\` VALUES ('`,
    "','",
  ] as const;
const latin = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['digits where the dump says it is Unicode', '/*!40101 SET NAMES utf8mb4 */;\n', 'xyz', ['e9ff8190', 'xyz']],
  ['digits beside Unicode', '', 'Ánh', ['e9ff8190', 'Ánh']],
])('keys that MySQL writes raw are %s', async (_, head, text, row) => {
  const [begin, between] = keyed(head);
  const [, tables] = await readDump(begin, Buffer.from([0xe9, 0xff, 0x81, 0x90]), between, `${text}');\n`);
  expect(tables).toEqual([['t', ['ma', 'ten'], [row]]]);
});

test('a dump in an old coding has texts in its columns of bytes, also where it says that it is Unicode', async () => {
  for (const head of ['', '/*!40101 SET NAMES utf8mb4 */;\n']) {
    const [begin, between] = keyed(head);
    const old = latin('caf\u00e9 au lait, d\u00e9j\u00e0 vu');
    const [, tables] = await readDump(begin, old, between, old, "');\n");
    expect(tables).toEqual([['t', ['ma', 'ten'], [['café au lait, déjà vu', 'café au lait, déjà vu']]]]);
  }
});

test('statements that change or delete rows that stand above them are told of, others are not', async () => {
  const made = 'DELETE FROM t;\nINSERT INTO t (a) VALUES (1);\nTRUNCATE TABLE u;\nUPDATE STATISTICS t;\n';
  expect((await readDump(made))[0]).toEqual([]);
  for (const change of ["UPDATE public.t SET a = 'x;';", 'DELETE FROM "t" WHERE a = 1;', 'TRUNCATE t;'])
    expect(await readDump(`${made}${change}\nINSERT INTO t (a) VALUES (2);`)).toEqual([
      ['rows-unchanged'],
      [['t', ['a'], [['1'], ['2']]]],
    ]);
});

test('names with blanks are names, and figures in hexadecimal are figures in columns of numbers', async () => {
  const rows = 'CREATE TABLE "x y" (a int, b blob);\nINSERT INTO "x y" VALUES (0xFF,0xFF);';
  expect(await readDump(rows)).toEqual([[], [['x y', ['a', 'b'], [['255', 'ff']]]]]);
  const dump = "INSERT INTO `Danh mục xã` (`Mã xã`) VALUES ('001');";
  expect(await readDump(dump)).toEqual([[], [['Danh mục xã', ['Mã xã'], [['001']]]]]);
  await expect(readDump('SELECT a, b\nFROM t;\n')).rejects.toMatchObject({ code: 'table-not-found' });
});

test.each([
  [
    'SQLite',
    'PRAGMA foreign_keys=OFF;\nCREATE TABLE t(a, s AS (a || 1), b);\nINSERT INTO t VALUES(1,2);\nINSERT INTO sqlite_sequence VALUES(3,4);',
  ],
  [
    'PostgreSQL',
    '-- PostgreSQL database dump\nCREATE TABLE o (a int);\nCREATE TABLE t (s int GENERATED ALWAYS AS (a) STORED, b int) INHERITS (public.o);\nINSERT INTO t VALUES (1, DEFAULT, 2);\nINSERT INTO e DEFAULT VALUES;\n-- PostgreSQL database dump complete\n',
  ],
  [
    'SQL Server',
    'CREATE TABLE [dbo].[t]([a] [int], [s]  AS ([a]*(2)) PERSISTED, [b] [int])\nGO\nINSERT [dbo].[t] VALUES (1, 2)\nGO\n',
  ],
])('a column that %s computes is left out with a warning, and the others keep their places', async (_, dump) => {
  const [warnings, tables] = await readDump(dump);
  expect(warnings).toEqual(['columns-unread']);
  expect(tables?.at(-1)).toEqual(['t', ['a', 'b'], [['1', '2']]]);
});

test('a table that is asked for alone has the columns that it inherits', async () => {
  const dump =
    '-- PostgreSQL database dump\nCREATE TABLE o (a int);\nCREATE TABLE t (b int) INHERITS (o);\nINSERT INTO t VALUES (1, 2);';
  const { tables } = await readBytes('kho.sql', dump, { sheet: 't' });
  expect(tables).toMatchObject([{ name: 't', columns: ['a', 'b'], rows: [['1', '2']] }]);
});

test('names in double quotes are names where a dump of MySQL is made for other databases', async () => {
  const dump =
    '-- MySQL dump 10.13\nDROP TABLE IF EXISTS "t";\nCREATE TABLE "t" ("a b" text);\nINSERT INTO "t" VALUES (\'x\\\'"\');\n-- Dump completed\n';
  expect(await readDump(dump)).toEqual([[], [['t', ['a b'], [['x\'"']]]]]);
});

test('fifty thousand comments, one within the other, are passed over', async () => {
  const dump = `${'/*'.repeat(50_000)}${'*/'.repeat(50_000)}\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n-- PostgreSQL database dump`;
  expect(await readDump(dump)).toEqual([[], [['t', ['a'], [['1']]]]]);
  await expect(readDump('CREATE TABLE t (a int);\nINSERT INTO t VALUES (1); /* cut')).rejects.toMatchObject({
    code: 'file-truncated',
  });
});

test.each([
  ['chosen quotes of Oracle', "Insert into T (A) values (q'[it's; (x]'||to_clob(nq'!y!'));", [["it's; (xy"]]],
  [
    'bytes of old PostgreSQL',
    'CREATE TABLE T (a bytea);\nCOPY T (a) FROM stdin;\n\\\\377\\\\000a\n\\.\n',
    [['ff0061']],
  ],
  [
    'commands of sqlcmd',
    ':setvar X y\nINSERT INTO T (A) VALUES (1)\n:r b.sql\nINSERT INTO T (A) VALUES (2)\nGO\n',
    [['1'], ['2']],
  ],
])('%s are read', async (_, dump, rows) => {
  const [, tables] = await readDump(dump);
  expect(tables?.map((table) => table[2])).toEqual([rows]);
});

test.each([
  ['-- PostgreSQL database dump', '-- PostgreSQL database dump complete'],
  ['-- MariaDB dump 10.19', '-- Dump completed on 2024-01-02'],
])(
  'a dump without the end that its program writes is told to be cut, and refused without a row: %s',
  async (begin, end) => {
    const rows = "INSERT INTO xa VALUES ('1');\n";
    const dump = `--\n${begin}\n--\nCREATE TABLE xa (ma text);\n`;
    const codesOf = async (text: string) => (await readBytes('a.sql', text)).warnings.map(({ code }) => code);
    expect(await codesOf(`${dump}${rows}--\n${end}\n`)).toEqual([]);
    expect(await codesOf(`${dump}${rows}`)).toEqual(['dump-cut']);
    await expect(readBytes('a.sql', dump)).rejects.toMatchObject({ code: 'file-truncated' });
  },
);
