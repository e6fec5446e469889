import { useLocale } from '../../messages/use-locale.tsx';

/** Stands beside every title and table of made-up data. */
export function SyntheticTag() {
  const { messages } = useLocale();
  return (
    <span className="synthetic-tag" title={messages.words.syntheticNote}>
      {messages.words.synthetic}
    </span>
  );
}
