import type { FormLook } from '#api/mappings.ts';

/** The beginning of a file's crosstab as it would be told as rows. */
export type LongFormPreview =
  | {
      readonly kind: 'rows';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly rowCount: number;
      readonly masked: boolean;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly code: string };

const rowsShown = 8;

/** Of a table that was looked at as its long form. */
export function previewLongForm(look: FormLook): LongFormPreview {
  if (!look.longForm) return { kind: 'none' };
  const columns = look.columns.slice(0, look.width).map(({ heading }) => heading);
  const rows = look.rows
    .filter(({ kind }) => kind === 'data')
    .slice(0, rowsShown)
    .map(({ cells }) => {
      const texts = new Map(cells.map(({ column, text }) => [column, text ?? '']));
      return columns.map((_, column) => texts.get(column) ?? '');
    });
  return { kind: 'rows', columns, rows, rowCount: look.rowCount, masked: look.masked };
}
