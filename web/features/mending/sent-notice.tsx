import { Link } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import { useMendTexts } from '../../messages/mend-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { problemText } from '../../messages/problems.ts';
import { Notice } from '../../ui/notice/notice.tsx';
import { LoadProgress } from '../loads/load-progress.tsx';
import { isResting } from '../loads/resting.ts';
import { useLiveLoad } from '../loads/use-live-load.ts';

export interface SentNoticeProps {
  /** The correction that was sent last. */
  readonly load: LoadView;
}

/** What is becoming of the rows just sent, in its place above those that are left. */
export function SentNotice({ load: loaded }: SentNoticeProps) {
  const { format, language } = useLocale();
  const texts = useMendTexts().sent;
  const load = useLiveLoad(loaded);
  const { result } = load;
  const link = (
    <p>
      <Link to={`/console/loads/${load.id}`}>{texts.open}</Link>
    </p>
  );
  if (!isResting(load.state)) {
    return (
      <section className="mend-sent" aria-label={texts.running}>
        <h2>{texts.running}</h2>
        <LoadProgress load={load} mayCancel={false} />
      </section>
    );
  }
  if (load.state !== 'published' || result === null) {
    const own = load.error && problemText(load.error.code, language);
    return (
      <div className="mend-sent">
        <Notice tone="bad" title={own?.title ?? texts.failed} urgent>
          {load.error && <p>{load.error.message?.[language] ?? own?.mend}</p>}
          {link}
        </Notice>
      </div>
    );
  }
  const left = result.rejected + result.duplicate;
  return (
    <div className="mend-sent" aria-live="polite">
      <Notice
        tone={result.accepted === 0 ? 'warn' : 'good'}
        title={load.unchanged ? texts.unchanged : texts.published(format.number(result.accepted))}
      >
        {left > 0 && <p>{texts.publishedNote(format.number(left))}</p>}
        {link}
      </Notice>
    </div>
  );
}
