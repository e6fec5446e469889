import { expect, test } from 'vitest';
import { isSqlDump } from './is-sql-dump.ts';
import { sniffSql } from './sql-dialect.ts';

test.each([
  ['mysql', '-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\n'],
  ['mysql', 'INSERT IGNORE INTO `t` (`a`) VALUES (1);'],
  ['mysql', '/* made by a program */\nCREATE TABLE IF NOT EXISTS t (a int) ENGINE = InnoDB;'],
  ['postgres', '--\n-- PostgreSQL database cluster dump\n--\n\n\\restrict x\nSET a = b;'],
  ['postgres', 'COPY public.t (a, b) FROM stdin;\n1\t2\n\\.\n'],
  ['sqlserver', 'USE [Kho]\r\nGO\r\nCREATE FUNCTION f() RETURNS int AS BEGIN RETURN 1 END\r\nGO\r\n'],
  ['sqlserver', "INSERT [dbo].[T] ([a]) VALUES (N'x')"],
  ['oracle', "REM INSERTING into HR.T\nSET DEFINE OFF;\nInsert into HR.T (A) values (to_date('1','DD'));"],
  ['sqlite', 'PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t(a);'],
  ['postgres', '-- Adminer 4.8.1 PostgreSQL 14.5 dump\n\nCREATE TABLE "t" (a int);\nINSERT INTO "t" VALUES (1);'],
  ['sqlserver', ':setvar DB "Kho"\r\nUSE [$(DB)]\r\nGO\r\nINSERT INTO T VALUES (1)\r\nGO\r\n'],
  ['standard', "insert into t values ('x');"],
])('a dump of %s is known by how it begins', (dialect, head) => {
  expect(sniffSql(head)?.name).toBe(dialect);
  expect(isSqlDump(Buffer.from(`\ufeff${head}`, 'utf16le'), 'a')).toBe(true);
  expect(isSqlDump(Buffer.from(`\ufeff${head}`), 'a')).toBe(true);
});

test.each([
  'Use,Set,Copy\n1,2,3\n',
  'insert into the list\nName;Value\na;1\n',
  'select;from\n1;2\n',
  '# a comment\nma,ten\n1,2\n',
  'Create table and chairs,5\n',
])('a table of texts is none: %j', (head) => expect(sniffSql(head)).toBeUndefined());

test('a backslash before a mark that ends a text is a sign only where texts go on behind it', () => {
  expect(sniffSql("insert into t values ('C:\\');")?.backslash).toBe(false);
  expect(sniffSql("insert into t values ('O\\'Brien');")?.backslash).toBe(true);
  const old = "-- PostgreSQL database dump\nSET standard_conforming_strings = off;\nINSERT INTO t VALUES ('a');";
  expect(sniffSql(old)?.backslash).toBe(true);
  expect(sniffSql(old.replace('off', 'on'))?.backslash).toBe(false);
});
