import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lawRuns } from '../../../../../../test/support/law-runs.ts';
import { createDumpScanner } from './scan-dump.ts';
import type { SqlDialect } from './sql-dialect.ts';

const dumps: readonly (readonly [SqlDialect, string])[] = [
  [
    { name: 'mysql', backslash: true },
    "CREATE TABLE IF NOT EXISTS `t` (`a` int(11) /*!80023 INVISIBLE */, `b``c` text, KEY `k` (`a`)); # note's\nINSERT IGNORE INTO `d`.`t` VALUES (1,'x\\'\\\\'),(-2,\"y\"),(3,_utf8'z') ON DUPLICATE KEY UPDATE a=1;\nDELIMITER //\nCREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN INSERT INTO t VALUES (9); END//\nDELIMITER $$\nCREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (8); END$$\nDELIMITER ;\n/*!50003 CREATE*/ /*!50003 TRIGGER y BEFORE INSERT ON t FOR EACH ROW BEGIN /* note */ INSERT INTO t VALUES (9); END */;\nREPLACE INTO t (a) VALUES (0x41);",
  ],
  [
    { name: 'postgres', backslash: false },
    '\\connect "kho"\n/* a /* b */ c */\nCREATE RULE r AS ON INSERT TO t DO (INSERT INTO u VALUES (7); INSERT INTO u VALUES (8));\nINSERT INTO t DEFAULT VALUES;\nCREATE TABLE c (d integer, e integer GENERATED ALWAYS AS (d * 2) STORED, f integer GENERATED ALWAYS AS IDENTITY);\nCREATE TABLE s."T" (a integer, "b c" numeric(10,2)[], CONSTRAINT p PRIMARY KEY (a));\nCOPY s."T" (a, "b c") FROM stdin;\n1\t\\N\n2\ta\\tb\\\\.\n\\.\n\nDO $do$ BEGIN INSERT INTO t VALUES (1); END $do$;\nINSERT INTO u (id) OVERRIDING SYSTEM VALUE VALUES (1), (E\'a\\nb\'), (NULL::text) RETURNING id;',
  ],
  [
    { name: 'sqlserver', backslash: false },
    "CREATE TABLE [dbo].[T] ([a] [int], [b]]c] [decimal](18, 2), [s] AS ([a]+(1))) ON [PRIMARY]\r\nGO\r\nCREATE PROC p AS INSERT INTO T VALUES (7); SELECT 'GO'\r\nGO\r\nSET IDENTITY_INSERT [T] ON\r\nINSERT [dbo].[T] ([a], [b]]c]) VALUES (1, CAST(1.50 AS Decimal(18, 2)))\r\nINSERT [dbo].[T] ([a]) VALUES (CONVERT(int, N'2'))\r\nGO\r\nINSERT T (a) SELECT 3 UNION ALL SELECT (4) AS a\r\nINSERT T (a) SELECT a FROM U\r\nGO\r\n",
  ],
];

/** What a scanner hears of a dump that comes in these pieces. */
function heard(dialect: SqlDialect, pieces: readonly string[]): readonly unknown[] {
  const said: unknown[] = [];
  const scanner = createDumpScanner(
    dialect,
    {
      onDatabase: (name) => said.push(['database', name]),
      onTable: (name, columns, parents) => said.push(['table', name, columns, ...parents]),
      onRows: (name, columns) => {
        // The head of a statement is read again where it was cut; its rows are not.
        return { storedAs: [], push: (cells) => said.push(['row', name, columns, cells.map(({ text }) => text)]) };
      },
      onUnknownValue: (line) => said.push(['value', line]),
      onChange: (name, line) => said.push(['change', name, line]),
      onUnknownRows: (line) => said.push(['rows', line]),
    },
    1_000_000,
  );
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return said;
}

test.each(dumps)('a dump of $name says the same wherever it is cut into pieces', (dialect, dump) => {
  const whole = heard(dialect, [dump]);
  expect(whole).toMatchSnapshot();
  expect(heard(dialect, dump.split(/(?:)/))).toEqual(whole);
  fc.assert(
    fc.property(fc.array(fc.nat(dump.length), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), dump.length];
      const pieces = places.slice(1).map((place, index) => dump.slice(places[index], place));
      expect(heard(dialect, pieces)).toEqual(whole);
    }),
    { numRuns: lawRuns(200) },
  );
});

test.each(dumps)(
  'a dump of $name that is cut short is refused or says less, and never something else',
  (dialect, dump) => {
    const whole = heard(dialect, [dump]);
    for (let length = 1; length < dump.length; length += 3) {
      let said: readonly unknown[] | undefined;
      try {
        said = heard(dialect, [dump.slice(0, length)]);
      } catch (error) {
        expect(error).toMatchObject({ code: 'file-truncated', members: { line: expect.any(Number) as number } });
      }
      if (said !== undefined) expect(whole.slice(0, said.length)).toEqual(said);
    }
  },
);
