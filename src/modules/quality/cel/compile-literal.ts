import type { ASTNode } from '@marcbachmann/cel-js';
import { quoteText } from '#platform/duckdb/quote.ts';
import { CelFailure } from './cel-problem.ts';
import type { CelSql } from './cel-type.ts';

export function compileLiteral(value: unknown, node: ASTNode): CelSql {
  if (value === null) return { sql: 'null', type: 'null' };
  if (typeof value === 'boolean') return { sql: String(value), type: 'bool', constant: true };
  // The engine reads the smallest whole number as minus a number that does not fit.
  if (typeof value === 'bigint') return { sql: `${quoteText(String(value))}::bigint`, type: 'int', constant: true };
  if (typeof value === 'number') return { sql: `${quoteText(String(value))}::double`, type: 'double', constant: true };
  if (typeof value === 'string') return { sql: quoteText(value), type: 'string', constant: true };
  throw new CelFailure({
    code: 'cel-unsupported',
    position: node.start,
    reason: {
      vi: 'Kiểu hằng này không dùng được trong quy tắc.',
      en: 'A constant of this kind cannot be used in a rule.',
    },
    mend: {
      vi: 'Dùng số, văn bản trong nháy, true, false hoặc null.',
      en: 'Use numbers, quoted text, true, false or null.',
    },
  });
}
