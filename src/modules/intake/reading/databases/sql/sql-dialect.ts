/** Whose SQL a dump is written in, as far as it matters for reading its values. */
export interface SqlDialect {
  readonly name: 'mysql' | 'postgres' | 'sqlserver' | 'oracle' | 'sqlite' | 'standard';
  /** A backslash in a text takes away the meaning of what follows. */
  readonly backslash: boolean;
}

const comments = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*(?!!)[^]*?(?:\*\/|$)|#[^\n]*(?:\n|$)|(?:rem|prompt)\b[^\n]*(?:\n|$))+/i;

const statement =
  /^(?:\/\*!|\\(?:connect|restrict|set|encoding)\b|(?:alter|analyze|begin|call|comment|commit|copy|create|declare|delete|do|delimiter|drop|exec|execute|go|grant|if|insert|lock|pragma|print|replace|select|set|spool|start|truncate|update|use|whenever)\b)/i;

const name = '(?:[`"\\[]?[^\\s`"\\[\\]().]{1,128}[`"\\]]?\\.?){1,3}';
const givesData = new RegExp(
  `\\b(?:(?:insert|replace)\\s+(?:(?:low_priority|delayed|ignore|or\\s+\\w+)\\s+)*(?:into\\s*|(?=[\\[\`"]))${name}\\s*(?:\\(|values?\\b|select\\b)|copy\\s+${name}[^;\\n]{0,8000}\\sfrom\\s+stdin|create\\s+(?:\\w+\\s+){0,2}table\\s+(?:if\\s+not\\s+exists\\s+)?${name}\\s*\\()`,
  'i',
);

/** What begins thus is a dump, however far its first table is; so is a script in batches. */
const announced = /^-- (?:PostgreSQL database|MySQL dump|MariaDB dump|phpMyAdmin SQL Dump)/m;
const batches = /^[ \t]*GO[ \t\r]*$[^]*?^[ \t]*GO[ \t\r]*$/im;

/** The dialect of a text that begins as a dump does and makes or fills tables; undefined: it is none. */
export function sniffSql(head: string): SqlDialect | undefined {
  const start = head.replace(/^\ufeff/, '').replace(comments, '');
  if (!statement.test(start)) return undefined;
  if (!announced.test(head.slice(0, 1000)) && !givesData.test(start) && !batches.test(start)) return undefined;
  const dialect = dialectOf(head);
  if (dialect === 'mysql') return { name: dialect, backslash: !/NO_BACKSLASH_ESCAPES/.test(head.slice(0, 8192)) };
  // A quotation mark behind a backslash with a letter behind it ends no text.
  return { name: dialect, backslash: dialect === 'standard' && /\\'[^\s,);'|]/.test(head) };
}

function dialectOf(head: string): SqlDialect['name'] {
  if (/^-- (?:MySQL|MariaDB) dump|^-- phpMyAdmin|^-- Adminer|HeidiSQL|^\/\*!\d{5}/m.test(head)) return 'mysql';
  if (/^-- PostgreSQL database|^\\(?:connect|restrict)\b/m.test(head)) return 'postgres';
  if (
    /^[ \t]*GO[ \t\r]*$|\[dbo\]|\bSET (?:IDENTITY_INSERT|ANSI_NULLS)\b|\bINSERT (?:INTO )?\[|\bCREATE TABLE \[/im.test(
      head,
    )
  )
    return 'sqlserver';
  if (/^PRAGMA \w+|^BEGIN TRANSACTION;/im.test(head)) return 'sqlite';
  if (/^REM INSERTING|^SET DEFINE OFF|\bVARCHAR2\b|\bto_(?:date|timestamp)\s*\(/im.test(head)) return 'oracle';
  if (/\bFROM stdin\b|\bpg_catalog\b|\bSET (?:client_encoding|search_path)\b|'::\w/i.test(head)) return 'postgres';
  if (/\bENGINE\s*=|\bLOCK TABLES\b|\b(?:INTO|TABLE)\s+`|\bAUTO_INCREMENT\b/i.test(head)) return 'mysql';
  return 'standard';
}
