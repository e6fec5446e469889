import { declaredCharset } from '../../encoding/detect-charset.ts';
import { behindComments } from './sql-comments.ts';
import { beginsAsSql, sniffSql } from './sql-dialect.ts';

/**
 * Whether a file begins as a dump does. Its words are ASCII in every coding but UTF-16. Of one that begins with a comment
 * longer than `head`, or of which `head` fills no table, only its name tells.
 */
export function isSqlDump(head: Buffer, fileName: string): boolean {
  const charset = declaredCharset(head)?.charset ?? 'utf-8';
  const text =
    charset === 'utf-8' ? head.toString('latin1').replace(/^ï»¿/, '') : new TextDecoder(charset).decode(head);
  if (sniffSql(text) !== undefined) return true;
  return /\.sql$/i.test(fileName) && text.trim() !== '' && (behindComments(text) === undefined || beginsAsSql(text));
}
