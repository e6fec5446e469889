import { fail } from '../errors.ts';
import { defaultNulls, type OrderTerm, type Query } from '../query/query.ts';
import { assertPlainName, unquotedName } from './parse-filter.ts';
import { failAt, take, takeQuoted, takeUntil } from './text-cursor.ts';

/** `a,alias:b`, or `*` alone. Casts, embedded resources and aggregates are refused by name. */
export function parseSelect(text: string, fields: readonly string[]): Query['select'] {
  if (text.trim() === '' || text.trim() === '*') return 'all';
  const cursor = { text, at: 0 };
  const items: { readonly field: string; readonly as: string }[] = [];
  do {
    while (take(cursor, ' '));
    const first = takeQuoted(cursor, 'select parameter') ?? takeUntil(cursor, ',:').trimEnd();
    const aliased = !cursor.text.startsWith('::', cursor.at) && take(cursor, ':');
    const field = aliased ? (takeQuoted(cursor, 'select parameter') ?? takeUntil(cursor, ',').trimEnd()) : first;
    assertPlainName(cursor.text.startsWith('::', cursor.at) ? `${field}::` : field);
    if (field === '') failAt(cursor, 'select parameter', 'a field');
    if (field === '*' && !aliased) items.push(...fields.map((name) => ({ field: name, as: name })));
    else items.push({ field, as: first });
  } while (take(cursor, ','));
  if (cursor.at < text.length) failAt(cursor, 'select parameter', '«,»');
  return items;
}

const term = /^([^.]+)(?:\.(asc|desc))?(?:\.(nullsfirst|nullslast))?$/;

/** `a.desc,b.asc.nullsfirst` */
export function parseOrder(text: string): readonly OrderTerm[] {
  return text.split(',').map((each) => {
    const written = each.trim();
    assertPlainName(written);
    const match = term.exec(written);
    if (match === null) {
      throw fail('query-invalid', `"failed to parse order (${text})"`, {
        members: { details: `«${written}» is not a field, with .asc or .desc and .nullsfirst or .nullslast behind` },
      });
    }
    const descending = match[2] === 'desc';
    const nulls = match[3] === undefined ? defaultNulls(descending) : match[3] === 'nullsfirst' ? 'first' : 'last';
    return { field: unquotedName(match[1] ?? ''), descending, nulls };
  });
}
