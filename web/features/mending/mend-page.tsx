import { Link, useLocation } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import type { MendPage as MendPageData } from '#api/web-services/mending.ts';
import { problemText } from '../../messages/problems.ts';
import { useMendTexts } from '../../messages/mend-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';
import type { DescribedDataset } from '../loads/describe-dataset.ts';
import { RuleList } from '../loads/rule-list.tsx';
import { ExcelWay } from './excel-way.tsx';
import { MendGrid } from './mend-grid.tsx';
import { MendHead } from './mend-head.tsx';
import { SentNotice } from './sent-notice.tsx';
import { SuggestionsSection } from './suggestions-section.tsx';

export interface MendPageProps {
  readonly load: LoadView;
  readonly dataset: DescribedDataset;
  readonly page: MendPageData;
  /** The correction that was sent last from here. */
  readonly sent: LoadView | null;
  readonly rule: string | null;
  readonly offset: number;
  readonly failure: MendFailure | null;
}

/** The form came back as it had been given, or without a suggestion: not a fault, but said. */
export const nothingSent = 'nothing-sent';
export const nothingChosen = 'nothing-chosen';

/** Why what was just asked could not be done; `words` where it is said for people. */
export interface MendFailure {
  readonly code: string;
  readonly words: string | null;
}

/** The rows that a load left out, to be mended in place, by suggestion, or in Excel. */
export function MendPage(props: MendPageProps) {
  const { load, dataset, page, sent, failure } = props;
  const { messages } = useLocale();
  const texts = messages.mending;
  const published = load.state === 'published';
  return (
    <>
      <title>{`${texts.title(dataset.title)} · Daklake`}</title>
      <MendHead load={load} dataset={dataset} />
      {failure && <Refusal {...failure} />}
      {sent && <SentNotice key={sent.id} load={sent} />}
      {!published && <Stop words={texts.notPublished} />}
      {published && !page.abilities.correct && <Stop words={texts.cannot} />}
      {published && page.abilities.correct && (load.mending?.open ?? 0) > 0 && (
        <div className="mend-ways">
          <SuggestionsSection suggestions={page.suggestions} labels={dataset.labels} />
          <ExcelWay load={load.id} />
        </div>
      )}
      {load.mending?.open === 0 ? <Done load={load} /> : <Rows {...props} />}
    </>
  );
}

/** The rejected rows, of one rule or of all. */
function Rows({ load, dataset, page, sent, rule, offset }: MendPageProps) {
  const { messages } = useLocale();
  const texts = messages.mending;
  const { grid } = useMendTexts();
  const { pathname } = useLocation();
  const correct = page.abilities.correct && load.state === 'published';
  return (
    <div className="findings mend-findings">
      <RuleList
        rules={load.result?.findingsByRule ?? []}
        chosen={rule}
        sentences={dataset.sentences}
        note={(load.mending?.corrected ?? 0) > 0 ? texts.rules.note : undefined}
      />
      <section className="findings__list">
        <div className="findings__head">
          <h2>{rule ? (dataset.sentences[rule] ?? rule) : texts.rules.all}</h2>
          {rule && <Link to={pathname}>{messages.load.clear}</Link>}
        </div>
        {page.rows.length === 0 ? (
          <p className="findings__none">{rule ? grid.emptyRule : grid.empty}</p>
        ) : (
          <MendGrid
            key={[sent?.id, rule, offset].join(' ')}
            page={{ ...page, abilities: { correct } }}
            labels={dataset.labels}
          />
        )}
        <Pagination offset={offset} limit={page.limit} total={page.total} />
      </section>
    </div>
  );
}

function Done({ load }: { readonly load: LoadView }) {
  const { messages } = useLocale();
  return (
    <p className="mend-done">
      <ButtonLink primary to={`/datasets/${load.dataset}`}>
        {messages.load.openDataset}
      </ButtonLink>
      <ButtonLink to={`/console/loads/${load.id}`}>{messages.mending.loadLink}</ButtonLink>
    </p>
  );
}

function Stop({ words }: { readonly words: string }) {
  return (
    <div className="mend-sent">
      <Notice tone="none" title={words} />
    </div>
  );
}

function Refusal({ code, words }: MendFailure) {
  const { messages, language } = useLocale();
  const { suggestions } = useMendTexts();
  if (code === nothingChosen) return <Stop words={suggestions.none} />;
  if (code === nothingSent) return <Stop words={messages.mending.nothingSent} />;
  const text = problemText(code, language);
  return (
    <div className="mend-sent">
      <Notice tone="bad" title={text?.title ?? messages.mending.unsent} urgent>
        {(words ?? text?.mend) && <p>{words ?? text?.mend}</p>}
        <p>
          {messages.errors.code}: <code>{code}</code>
        </p>
      </Notice>
    </div>
  );
}
