import { declaredCharset } from '../../encoding/detect-charset.ts';
import { sniffSql } from './sql-dialect.ts';

/** Whether a file begins as a dump does. Its words are ASCII in every coding but UTF-16. */
export function isSqlDump(head: Buffer): boolean {
  const charset = declaredCharset(head)?.charset ?? 'utf-8';
  const text =
    charset === 'utf-8' ? head.toString('latin1').replace(/^ï»¿/, '') : new TextDecoder(charset).decode(head);
  return sniffSql(text) !== undefined;
}
