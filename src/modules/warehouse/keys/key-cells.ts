import type { Mask } from '#api/rights.ts';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { selectedColumns } from '../query/compile-query.ts';
import { jsonValueSql, type OutputColumn } from '../query/json-value.ts';
import { shownAmongMasked, visibleFields } from '../query/visible-fields.ts';

/** How the fields of a dataset show to whoever may not see them; the others show to everybody. */
export type Masks = Readonly<Record<string, Mask>>;

/**
 * One of the ways in which a field shows: as it is, as its mask, or as it is among rows where others see the mask (a date
 * is then a text, since one column has one type). What is hidden needs no cell.
 */
export interface KeyCell {
  readonly field: string;
  readonly shows: 'raw' | 'masked' | 'own';
  /** Its JSON text, never null. */
  readonly sql: string;
}

/** Every way in which the fields of a row can show to anybody, by the very SQL that answers any other question. */
export function keyCells(schema: DatasetSchema, masks: Masks): readonly KeyCell[] {
  const raw = selectedColumns({ select: 'all' }, visibleFields(schema, { fields: {} }));
  const masked = selectedColumns({ select: 'all' }, visibleFields(schema, { fields: masks }));
  return schema.columns.flatMap((column, index): readonly KeyCell[] => {
    const { name: field } = column;
    const [plain, mask] = [raw[index], masked[index]];
    if (plain === undefined || mask === undefined) throw new Error('Fields are selected in their order');
    const cell: KeyCell = { field, shows: 'raw', sql: jsonTextSql(plain.sql, plain) };
    if (!Object.hasOwn(masks, field) || masks[field] === 'hide') return [cell];
    const own = { sql: shownAmongMasked(quoteName(field), column, mask.type), type: mask.type, wide: false };
    return [
      cell,
      { field, shows: 'masked', sql: jsonTextSql(mask.sql, mask) },
      ...(own.type === column.type ? [] : [{ field, shows: 'own' as const, sql: jsonTextSql(own.sql, own) }]),
    ];
  });
}

function jsonTextSql(sql: string, column: Pick<OutputColumn, 'type' | 'wide'>): string {
  return `coalesce(cast(to_json(${jsonValueSql(sql, column)}) as varchar), 'null')`;
}
