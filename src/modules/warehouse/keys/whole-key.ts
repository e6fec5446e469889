import { visibilityOf, type Rights } from '#api/rights.ts';
import type { ColumnType, DatasetColumn, DatasetSchema } from '../dataset-schema.ts';
import { literalSql } from '../query/literal.ts';
import type { Predicate, Query, RawValue } from '../query/query.ts';

/**
 * The key's values, as the engine writes them, where the question is for the row of one whole key, by fields that the
 * asker may filter by, and nothing else. Throws `value-invalid` as any other question would.
 */
export function wholeKeyOf(query: Query, schema: DatasetSchema, rights: Rights): readonly string[] | undefined {
  const { where, orderBy, offset, grouping } = query;
  if (where?.kind !== 'and' || orderBy.length > 0 || offset > 0 || grouping !== undefined) return undefined;
  if (schema.key.length === 0 || where.operands.length !== schema.key.length) return undefined;
  const values = new Map(where.operands.flatMap(equality));
  const texts = schema.key.flatMap((name) => {
    const column = schema.columns.find((each) => each.name === name);
    const value = values.get(name);
    const visible = visibilityOf(rights, name) === 'visible';
    const text = column && value !== undefined && visible ? storedText(value, column) : undefined;
    return text === undefined ? [] : [text];
  });
  return texts.length === schema.key.length ? texts : undefined;
}

function equality(predicate: Predicate): readonly (readonly [string, RawValue])[] {
  return predicate.kind === 'compare' && predicate.operator === 'eq' ? [[predicate.field, predicate.value]] : [];
}

/** Undefined for a value whose JSON text, or order, is not certain to be the engine's. */
function storedText(value: RawValue, column: DatasetColumn): string | undefined {
  literalSql(value, column);
  const text = String(value).normalize('NFC');
  return (texts[column.type] ?? (() => undefined))(text);
}

const texts: Partial<Record<ColumnType, (text: string) => string | undefined>> = {
  VARCHAR: (text) => (text.isWellFormed() && !control.test(text) ? text : undefined),
  BIGINT: (text) => String(BigInt(text.replace('+', ''))),
  DATE: (text) => (text.startsWith('0000') ? undefined : text),
};

/** Characters that JSON may write in several ways. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\u0000-\u001f\u007f]/;
