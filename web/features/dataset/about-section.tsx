import type { ReactNode } from 'react';
import type { LoadMode } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { RetentionWords } from './retention-words.tsx';
import type { ShownDataset } from './shown-dataset.ts';

export interface AboutSectionProps {
  readonly page: Pick<ShownDataset, 'item' | 'about' | 'fields'>;
}

export function AboutSection({ page: { item, about, fields } }: AboutSectionProps) {
  const { messages } = useLocale();
  const { dataset, words } = messages;
  const modes: Readonly<Record<string, string>> = messages.loadMode satisfies Record<LoadMode, string>;
  return (
    <section className="section" id="about">
      <h2>{dataset.about}</h2>
      <dl className="dataset-about">
        <Fact term={dataset.identifier}>
          <code>{item.id}</code>
        </Fact>
        <Fact term={dataset.importance}>{messages.importance[about.importance]}</Fact>
        <Fact term={dataset.legalBasis}>{about.legalBasis.length > 0 ? about.legalBasis.join('; ') : words.none}</Fact>
        <Fact term={dataset.loading}>{modes[about.loadMode] ?? about.loadMode}</Fact>
        {about.partitionBy.length > 0 && (
          <Fact term={dataset.partition}>
            {about.partitionBy.map((name) => fields.find((field) => field.name === name)?.label ?? name).join(', ')}
          </Fact>
        )}
        {about.retention && (
          <Fact term={messages.retention.heading}>
            <RetentionWords retention={about.retention} />
          </Fact>
        )}
        <Fact term={dataset.contract}>
          <a href={`/api/v1/datasets/${item.id}/contract`}>{about.version}</a>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
