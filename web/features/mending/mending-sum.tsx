import type { Mending } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface MendingSumProps {
  readonly mending: Mending;
}

/** rejected = mended + open, in words: what has become of the rows that were left out. */
export function MendingSum({ mending: { rejected, corrected, open } }: MendingSumProps) {
  const { messages, format } = useLocale();
  const texts = messages.mending;
  const mended = rejected - open;
  const duplicates = corrected - mended;
  return (
    <p className="mending-sum">
      {texts.sum(format.number(rejected), format.number(mended), format.number(open))}{' '}
      {duplicates > 0 && texts.sumDuplicates(format.number(duplicates))}
    </p>
  );
}
