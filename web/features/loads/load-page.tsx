import type { LoadView } from '#api/loads.ts';
import type { FindingsList } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Journey } from '../../ui/journey/journey.tsx';
import type { DescribedDataset } from './describe-dataset.ts';
import { FindingsSection } from './findings-section.tsx';
import { LoadFailureNotice } from './load-failure-notice.tsx';
import { LoadHead } from './load-head.tsx';
import { LoadNotes } from './load-notes.tsx';
import { LoadProgress } from './load-progress.tsx';
import { isResting } from './resting.ts';
import { useLiveLoad } from './use-live-load.ts';

export interface LoadPageProps {
  readonly load: LoadView;
  readonly dataset: DescribedDataset;
  readonly findings: FindingsList;
  /** The rule that the findings are narrowed to. */
  readonly rule: string | null;
  readonly offset: number;
  readonly limit: number;
}

/** One load, from drop to published, while it runs and ever after. */
export function LoadPage({ load: loaded, dataset, findings, rule, offset, limit }: LoadPageProps) {
  const { messages } = useLocale();
  const load = useLiveLoad(loaded);
  const { result, error } = load;
  return (
    <>
      <title>{`${messages.load.title(dataset.title)} · Daklake`}</title>
      <Journey load={load} />
      <LoadHead load={load} dataset={dataset} />
      {!isResting(load.state) && <LoadProgress load={load} />}
      {error && <LoadFailureNotice failure={error} dataset={load.dataset} />}
      {result && (
        <>
          <FindingsSection
            result={result}
            dataset={dataset}
            findings={findings}
            rule={rule}
            offset={offset}
            limit={limit}
          />
          <LoadNotes result={result} dataset={dataset} />
        </>
      )}
    </>
  );
}
