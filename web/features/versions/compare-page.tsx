import { Link } from 'react-router';
import type { DatasetItem, SnapshotItem } from '#api/datasets.ts';
import type { FieldView } from '#api/web-services.ts';
import type { ChangeKind, ComparisonView } from '#api/web-services/versions.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { ChangeCounts } from './change-counts.tsx';
import { ChangesTable } from './changes-table.tsx';
import { CompareForm } from './compare-form.tsx';

export interface ComparePageProps {
  readonly item: DatasetItem;
  readonly fields: readonly FieldView[];
  readonly snapshots: readonly SnapshotItem[];
  readonly kind: ChangeKind | null;
  readonly offset: number;
  readonly limit: number;
  /** Null where there are not two snapshots. */
  readonly compared: { readonly from: string; readonly to: string; readonly found: ComparisonView } | null;
}

/** Two snapshots of a dataset, row by row. */
export function ComparePage({ item, fields, snapshots, kind, offset, limit, compared }: ComparePageProps) {
  const { messages } = useLocale();
  const texts = messages.versions.compare;
  return (
    <div className="compare wrap">
      <title>{`${texts.title(item.title)} · ${messages.site.portal}`}</title>
      <nav className="dataset-crumbs" aria-label={messages.dataset.breadcrumb}>
        <Link to="/datasets">{messages.site.datasets}</Link>
        <span aria-hidden="true">/</span>
        <Link to={`/datasets/${item.id}`}>{item.title}</Link>
      </nav>
      <h1>
        {texts.heading} {item.synthetic && <SyntheticTag />}
      </h1>
      {compared === null ? (
        <Notice tone="none" title={texts.onlyOne}>
          <p>{texts.onlyOneNote}</p>
          <p>
            <Link to={`/datasets/${item.id}#versions`}>{texts.back}</Link>
          </p>
        </Notice>
      ) : (
        <>
          <CompareForm
            key={`${compared.from} ${compared.to} ${kind}`}
            dataset={item.id}
            snapshots={snapshots}
            {...compared}
            kind={kind}
          />
          <ChangeCounts counts={compared.found.counts} />
          {!fields.some((field) => field.key) && <p className="soft">{texts.noKey}</p>}
          <Changes found={compared.found} fields={fields} kind={kind} />
          <Pagination offset={offset} limit={limit} total={compared.found.total} />
        </>
      )}
    </div>
  );
}

interface ChangesProps {
  readonly found: ComparisonView;
  readonly fields: readonly FieldView[];
  readonly kind: ChangeKind | null;
}

function Changes({ found, fields, kind }: ChangesProps) {
  const { messages } = useLocale();
  const texts = messages.versions.compare;
  if (found.items.length > 0) return <ChangesTable changes={found.items} fields={fields} />;
  return (
    <Notice tone="none" title={kind === null ? texts.none : texts.noneOfKind}>
      {kind === null && <p>{texts.noneNote}</p>}
    </Notice>
  );
}
