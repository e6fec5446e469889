import type { AccessClass } from '#api/datasets.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface ApiSectionProps {
  readonly dataset: string;
  readonly access: AccessClass;
  /** The address that the page itself was asked at. */
  readonly origin: string;
}

export function ApiSection({ dataset: id, access, origin }: ApiSectionProps) {
  const { messages } = useLocale();
  const { dataset } = messages;
  const call = `curl "${origin}/api/v1/datasets/${id}/records?limit=10"`;
  return (
    <section className="section" id="api">
      <h2>{dataset.api}</h2>
      <p className="section-note">{access === 'open' ? dataset.apiOpen : dataset.apiKey}</p>
      <pre className="dataset-call">
        <code>{access === 'open' ? call : `${call} \\\n  -H "Authorization: Bearer $DAKLAKE_TOKEN"`}</code>
      </pre>
    </section>
  );
}
