import type { KeptForView, RetentionView } from '#api/retention.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface RetentionWordsProps {
  readonly retention: RetentionView;
}

const parts = ['snapshots', 'landing', 'rejects'] as const;

/** How long each part is kept, and by which law. */
export function RetentionWords({ retention: { law, ...kept } }: RetentionWordsProps) {
  const { messages, format } = useLocale();
  const texts = messages.retention;
  const wordsOf = (part: KeptForView | null) => {
    if (part === null) return texts.forGood;
    const days = texts.days(format.number(part.days));
    return part.keep === 0 ? days : days + texts.and + texts.newest(format.number(part.keep));
  };
  const dates = [
    ...(law?.from ? [texts.from(format.date(law.from))] : []),
    ...(law?.until ? [texts.until(format.date(law.until))] : []),
  ];
  return (
    <>
      {parts.map((part) => `${texts.parts[part]}: ${wordsOf(kept[part])}`).join('; ')}
      {law && ` (${[law.basis, ...dates].join(', ')})`}
    </>
  );
}
