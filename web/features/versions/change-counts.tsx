import { changeKinds, type ChangeKind } from '#api/web-services/versions.ts';
import { useLocale } from '../../messages/use-locale.tsx';

/** How many rows differ, by kind. */
export function ChangeCounts({ counts }: { readonly counts: Readonly<Record<ChangeKind, number>> }) {
  const { messages, format } = useLocale();
  const texts = messages.versions.compare;
  return (
    <ul className="change-counts" aria-label={texts.counts}>
      {changeKinds.map((kind) => (
        <li key={kind}>
          <b className="figures">{format.number(counts[kind])}</b> <span className="soft">{texts.kinds[kind]}</span>
        </li>
      ))}
    </ul>
  );
}
