import { behindComments } from './sql-comments.ts';

/** Whose SQL a dump is written in, as far as it matters for reading its values. */
export interface SqlDialect {
  readonly name: 'mysql' | 'postgres' | 'sqlserver' | 'oracle' | 'sqlite' | 'standard';
  /** A backslash in a text takes away the meaning of what follows. */
  readonly backslash: boolean;
  /** Of MySQL: names stand in double quotes, where texts do otherwise. */
  readonly quotedNames?: boolean;
  /** Its texts were read in an old coding: they no longer say which bytes stood there. */
  readonly recoded?: boolean;
}

const statement =
  /^(?:\/\*!|\\(?:connect|restrict|set|encoding)\b|(?:alter|analyze|begin|call|comment|commit|copy|create|declare|delete|do|delimiter|drop|exec|execute|go|grant|if|insert|lock|pragma|print|replace|select|set|spool|start|truncate|update|use|whenever)\b)/i;

const name = '(?:(?:`[^`\\n]{1,128}`|"[^"\\n]{1,128}"|\\[[^\\]\\n]{1,128}\\]|[^\\s`"\\[\\]().]{1,128})\\.?){1,3}';
const givesData = new RegExp(
  `\\b(?:(?:insert|replace)\\s+(?:(?:low_priority|delayed|ignore|or\\s+\\w+)\\s+)*(?:into\\s*|(?=[\\[\`"]))${name}\\s*(?:\\(|values?\\b|select\\b)|copy\\s+${name}[^;\\n]{0,8000}\\sfrom\\s+stdin|create\\s+(?:\\w+\\s+){0,2}table\\s+(?:if\\s+not\\s+exists\\s+)?${name}\\s*\\()`,
  'i',
);

/** What begins thus is a dump, however far its first table is; so is a script in batches. */
const announced = /^-- (?:PostgreSQL database|MySQL dump|MariaDB dump|phpMyAdmin SQL Dump)/m;
const batches = /^[ \t]*GO[ \t\r]*$[^]*?^[ \t]*GO[ \t\r]*$/im;

/** As programs write it for other databases: --compatible=ansi. */
const quotedName =
  /^(?:(?:insert|replace) (?:ignore )?into|(?:drop|create) table(?: if (?:not )?exists)?|lock tables) "/im;

/** Whether a text begins with a statement, whatever it does. */
export function beginsAsSql(head: string): boolean {
  const start = behindComments(head.replace(/^\ufeff/, ''));
  return start !== undefined && statement.test(start);
}

/** The dialect of a text that begins as a dump does and makes or fills tables; undefined: it is none. */
export function sniffSql(head: string): SqlDialect | undefined {
  const start = behindComments(head.replace(/^\ufeff/, ''));
  if (start === undefined || !statement.test(start)) return undefined;
  if (!announced.test(head.slice(0, 1000)) && !givesData.test(start) && !batches.test(start)) return undefined;
  const dialect = dialectOf(head);
  if (dialect === 'mysql')
    return {
      name: dialect,
      backslash: !/NO_BACKSLASH_ESCAPES/.test(head.slice(0, 8192)),
      quotedNames: quotedName.test(head),
    };
  if (dialect === 'postgres')
    return { name: dialect, backslash: /standard_conforming_strings\s*=\s*'?off\b/i.test(head.slice(0, 8192)) };
  // A quotation mark behind a backslash with a letter behind it ends no text.
  return { name: dialect, backslash: dialect === 'standard' && /\\'[^\s,);'|]/.test(head) };
}

function dialectOf(head: string): SqlDialect['name'] {
  if (/^-- (?:MySQL|MariaDB) dump|^-- phpMyAdmin|^-- Adminer \S+ MySQL|HeidiSQL|^\/\*!\d{5}/m.test(head))
    return 'mysql';
  if (/^-- PostgreSQL database|^-- Adminer \S+ PostgreSQL|^\\(?:connect|restrict)\b/m.test(head)) return 'postgres';
  if (
    /^[ \t]*GO[ \t\r]*$|\[dbo\]|\bSET (?:IDENTITY_INSERT|ANSI_NULLS)\b|\bINSERT (?:INTO )?\[|\bCREATE TABLE \[/im.test(
      head,
    )
  )
    return 'sqlserver';
  // It writes numbers with more digits than they have.
  if (/^PRAGMA \w+|^BEGIN TRANSACTION;|^INSERT INTO \S.* VALUES\(.*\d\.\d{16}/im.test(head)) return 'sqlite';
  if (/^REM INSERTING|^SET DEFINE OFF|\bVARCHAR2\b|\bto_(?:date|timestamp)\s*\(/im.test(head)) return 'oracle';
  if (/\bFROM stdin\b|\bpg_catalog\b|\bSET (?:client_encoding|search_path)\b|'::\w/i.test(head)) return 'postgres';
  if (/\bENGINE\s*=|\bLOCK TABLES\b|\b(?:INTO|TABLE)\s+`|\bAUTO_INCREMENT\b/i.test(head)) return 'mysql';
  return 'standard';
}
