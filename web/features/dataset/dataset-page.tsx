import { Link } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';
import { BarChart } from '../../ui/bar-chart/bar-chart.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { DeliveriesSection } from '../deliveries/deliveries-section.tsx';
import type { DeliveriesAtAGlance } from '../deliveries/summarize-deliveries.ts';
import { AboutSection } from './about-section.tsx';
import { ApiSection } from './api-section.tsx';
import { DatasetHead } from './dataset-head.tsx';
import { DownloadsSection } from './downloads-section.tsx';
import { FieldsSection } from './fields-section.tsx';
import type { Chart } from './find-chart.ts';
import { QualitySection } from './quality-section.tsx';
import { RowsSection } from './rows-section.tsx';
import { VersionsSection } from './versions-section.tsx';
import type { ShownDataset } from './shown-dataset.ts';

export interface DatasetPageViewProps {
  readonly page: ShownDataset;
  readonly chart: Chart | null;
  /** Null: communes do not fill it, or the reader may not see who has. */
  readonly deliveries: DeliveriesAtAGlance | null;
  readonly origin: string;
}

/** One dataset, from what it is to how to call it. */
export function DatasetPageView({ page, chart, deliveries, origin }: DatasetPageViewProps) {
  const { messages, format } = useLocale();
  const { dataset, site } = messages;
  const { item, snapshot } = page;
  const highest = chart?.bars[0];
  return (
    <div className="dataset wrap">
      <title>{`${item.title} · ${site.portal}`}</title>
      <DatasetHead page={page} />
      {snapshot === null && (
        <Notice tone="none" title={dataset.noSnapshot}>
          <p>{dataset.noSnapshotNote}</p>
        </Notice>
      )}
      {snapshot && !snapshot.current && (
        <Notice tone="info" title={dataset.older(format.dateTime(snapshot.createdAt))}>
          <p>
            <Link to={`/datasets/${item.id}`}>{dataset.toCurrent}</Link>
          </p>
        </Notice>
      )}
      {chart && highest && (
        <BarChart
          title={dataset.chart.title(chart.field, highest.label)}
          note={dataset.chart.note(format.number(chart.bars.length), format.number(chart.total))}
          digits={chart.digits}
          bars={chart.bars}
        />
      )}
      <QualitySection page={page} />
      {deliveries && <DeliveriesSection dataset={item.id} deliveries={deliveries} />}
      <FieldsSection fields={page.fields} version={page.about.version} />
      <RowsSection page={page} />
      <div className="section columns">
        <DownloadsSection downloads={page.downloads} />
        <VersionsSection
          dataset={item.id}
          snapshots={page.snapshots}
          shown={snapshot?.id ?? null}
          mayCompare={page.rows.kind === 'shown'}
          mayRestore={page.abilities.restore}
        />
      </div>
      <ApiSection dataset={item.id} access={item.access} origin={origin} />
      <AboutSection page={page} />
    </div>
  );
}
