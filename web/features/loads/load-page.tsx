import type { EncodingCandidate } from '#api/encodings.ts';
import type { LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import type { FindingsList, LoadAbilities } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { problemText } from '../../messages/problems.ts';
import type { LongFormPreview } from '../reading/preview-long-form.ts';
import { ReadOtherwise } from '../reading/read-otherwise.tsx';
import { Journey } from '../../ui/journey/journey.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import type { DescribedDataset } from './describe-dataset.ts';
import { DecidedSection } from './decided-section.tsx';
import { FilesOfFailed, FilesSummary } from './files-summary.tsx';
import { FindingsSection } from './findings-section.tsx';
import { HeldSection } from './held-section.tsx';
import { LoadFailureNotice } from './load-failure-notice.tsx';
import { LoadHead } from './load-head.tsx';
import { LoadNotes } from './load-notes.tsx';
import { LoadProgress } from './load-progress.tsx';
import { RemovedNotice } from './removed-notice.tsx';
import { isResting } from './resting.ts';
import { useLiveLoad } from './use-live-load.ts';

export interface LoadPageProps {
  readonly load: LoadView;
  /** What the reader may do with it. */
  readonly abilities: LoadAbilities;
  readonly dataset: DescribedDataset;
  readonly findings: FindingsList;
  /** The rule that the findings are narrowed to. */
  readonly rule: string | null;
  readonly offset: number;
  readonly limit: number;
  /** Of its crosstab as rows; null: nobody asked to see it. */
  readonly preview: LongFormPreview | null;
  /** Why what was just asked could not be done, and the note that came with it. */
  readonly failure: { readonly code: string; readonly note: string | null } | null;
}

/** One load, from drop to published, while it runs and ever after. */
export function LoadPage({ load: loaded, abilities, dataset, preview, failure, ...shown }: LoadPageProps) {
  const { messages } = useLocale();
  const load = useLiveLoad(loaded);
  const { result, error } = load;
  const kept = abilities.send && load.removed.file === null && load.corrects === null;
  const mapping = kept ? `/console/loads/${load.id}/mapping` : null;
  return (
    <>
      <title>{`${messages.load.title(dataset.title)} · Daklake`}</title>
      <Journey load={load} />
      <LoadHead load={load} dataset={dataset} />
      {failure !== null && <Refusal code={failure.code} />}
      {!isResting(load.state) && <LoadProgress load={load} mayCancel={abilities.cancel} />}
      {load.state === 'held' && result && (
        <HeldSection
          load={{ ...load, result }}
          dataset={dataset}
          mayDecide={abilities.decide}
          outdated={failure?.code === 'load-outdated'}
          note={failure?.note ?? null}
        />
      )}
      {result && load.decidedAt !== null && <DecidedSection load={{ ...load, result, decidedAt: load.decidedAt }} />}
      {error && load.file.name.endsWith('.zip') && <FilesOfFailed load={load.id} />}
      {error && <LoadFailureNotice failure={error} dataset={load.dataset} mapping={mapping} />}
      {error && kept && <ReadOtherwise asked={load} evidence={[]} preview={preview} open />}
      {result && (
        <>
          <FilesSummary load={load.id} result={result} />
          <RemovedNotice removed={load.removed} />
          {load.removed.rejects === null && <FindingsSection result={result} dataset={dataset} {...shown} />}
          <LoadNotes result={result} dataset={dataset} mapping={mapping} />
          {kept && isResting(load.state) && (
            <ReadOtherwise
              asked={load}
              evidence={evidenceOf(result)}
              preview={preview}
              open={mayBeMisread(load, result)}
            />
          )}
        </>
      )}
    </>
  );
}

/** Its text was not plainly Unicode, its crosstab was turned, or somebody has chosen how it is read. */
function mayBeMisread({ encoding, longForm }: LoadView, { warnings }: CheckResult): boolean {
  if (encoding !== null || longForm !== null) return true;
  return warnings.some(({ code }) => code.startsWith('encoding-') || code === 'crosstab-turned');
}

function evidenceOf({ warnings }: CheckResult): readonly EncodingCandidate[] {
  return warnings.flatMap(({ evidence }) => evidence ?? []);
}

function Refusal({ code }: { readonly code: string }) {
  const { messages, language } = useLocale();
  const text = problemText(code, language);
  return (
    <div className="load-failure">
      <Notice tone="bad" title={text?.title ?? messages.errors.refused} urgent>
        {text && <p>{text.mend}</p>}
        <p>
          {messages.errors.code}: <code>{code}</code>
        </p>
      </Notice>
    </div>
  );
}
