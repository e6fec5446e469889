import type { LoadFailure } from '#api/loads.ts';
import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { Notice } from '../../ui/notice/notice.tsx';

export interface LoadFailureNoticeProps {
  readonly failure: LoadFailure;
  readonly dataset: string;
  /** Where the columns of its kept file can be mapped; null: nowhere. */
  readonly mapping: string | null;
}

/** What another mapping of the columns may mend. */
const columnFailures: readonly string[] = ['columns-missing', 'table-not-found'];

/** What is wrong with the file and how to mend it, in the officer's words; the code is for whoever helps him. */
export function LoadFailureNotice({ failure, dataset, mapping }: LoadFailureNoticeProps) {
  const { messages, language } = useLocale();
  const texts = messages.load;
  const mappable = mapping !== null && columnFailures.includes(failure.code);
  const own = problemText(failure.code, language);
  // What has no text for people is English.
  const detail = failure.message?.[language] ?? (language === 'en' || !own ? failure.detail : undefined);
  return (
    <div className="load-failure">
      <Notice tone="bad" title={own?.title ?? failure.title} urgent>
        {own && (
          <p>
            <b>{texts.whatToDo}:</b> {own.mend}
          </p>
        )}
        {detail && (
          <p>
            <b>{texts.detail}:</b> {detail}
          </p>
        )}
        <p>
          {texts.code}: <code>{failure.code}</code>
        </p>
        {mappable && <p>{messages.mapping.whyOpen}</p>}
        <p>
          {mappable && (
            <>
              <ButtonLink primary to={mapping}>
                {messages.mapping.open}
              </ButtonLink>{' '}
            </>
          )}
          <ButtonLink primary={!mappable} to={`/console/loads/new?dataset=${dataset}`}>
            {texts.sendAgain}
          </ButtonLink>
        </p>
      </Notice>
    </div>
  );
}
