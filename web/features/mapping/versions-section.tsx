import { Link } from 'react-router';
import type { FormLook, MappingView } from '#api/mappings.ts';
import { useMappingTexts } from '../../messages/mapping-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { formAddress } from './form-address.ts';
import { Status } from '../../ui/status/status.tsx';

export interface VersionsSectionProps {
  readonly load: string;
  readonly look: FormLook;
  readonly versions: readonly MappingView[];
}

/** What was saved for the form, by whom and why; each can be looked at, and saved again. */
export function VersionsSection({ load, look, versions }: VersionsSectionProps) {
  const { format } = useLocale();
  const texts = useMappingTexts();
  if (versions.length === 0) return null;
  return (
    <section className="mapping-versions">
      <h2>{texts.versions}</h2>
      <ul>
        {versions.map(({ version, current, proposed, savedBy, savedAt, note }) => (
          <li key={version}>
            <b>{texts.version(format.number(version))}</b> {current && <Status tone="good">{texts.current}</Status>}
            {proposed && <Status tone="info">{texts.proposed}</Status>}{' '}
            <span className="soft">
              {savedBy} · <span className="unbroken">{format.dateTime(savedAt)}</span>
            </span>{' '}
            <Link to={formAddress(load, look, { table: look.table, version })} reloadDocument>
              {texts.look} <span className="unseen">{texts.version(format.number(version))}</span>
            </Link>
            {note && <p>{note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
