import { useLocale } from '../../messages/use-locale.tsx';

export interface CellValueProps {
  readonly value: string | number | boolean | null;
  readonly type: string;
  /** Decimals of the column; null where digits are not grouped either (years). */
  readonly digits: number | null;
}

/** One value of a dataset's row, as people write it. */
export function CellValue({ value, type, digits }: CellValueProps) {
  const { messages, format } = useLocale();
  if (value === null) return <span className="soft">–</span>;
  if (typeof value === 'boolean') return value ? messages.words.yes : messages.words.no;
  if (typeof value === 'number') return digits === null ? String(value) : format.fixed(value, digits);
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return format.date(value);
  if (type === 'timestamp' && !Number.isNaN(Date.parse(value))) return format.dateTime(value);
  return value;
}
