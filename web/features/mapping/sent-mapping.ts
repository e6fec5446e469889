import type { FormMapping } from '#api/mappings.ts';
import { readField } from '../../lib/form.ts';

/** A form of two thousand columns, each with a long heading. */
export const longestForm = 4 * 1024 ** 2;

/** What of a column's field stands before the name of the field in the names of the form's inputs. */
export const constantPrefix = 'constant.';

/** The mapping that a form says, whether the page's script was at work or not. */
export function readSentMapping(form: FormData): FormMapping {
  const texts = (name: string) => form.getAll(name).map((value) => (typeof value === 'string' ? value : ''));
  const fields = texts('field');
  const columns = texts('heading').map((heading, column) => ({ heading, field: fields[column] || null }));
  const taken = new Set(columns.map(({ field }) => field));
  const ofUnit = readField(form, 'unit');
  const given = [...form.keys()]
    .filter((name) => name.startsWith(constantPrefix))
    .map((name) => ({ field: name.slice(constantPrefix.length), value: readField(form, name).trim() }))
    .filter(({ field, value }) => value !== '' && field !== ofUnit && !taken.has(field));
  return {
    columns,
    constants: [
      ...given.map(({ field, value }) => ({ field, from: 'value' as const, value })),
      ...(ofUnit === '' || taken.has(ofUnit) ? [] : [{ field: ofUnit, from: 'unit' as const, value: null }]),
    ],
    table: readField(form, 'table') || null,
    longForm: readField(form, 'longForm') !== '',
  };
}
