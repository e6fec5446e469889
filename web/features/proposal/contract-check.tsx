import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { Notice } from '../../ui/notice/notice.tsx';
import { Progress } from '../../ui/progress/progress.tsx';
import type { Publication } from './use-publication.ts';

export type Outcome =
  | { readonly kind: 'preview'; readonly contract: string; readonly problems: readonly string[] }
  | { readonly kind: 'published'; readonly id: string }
  | { readonly kind: 'refused'; readonly code: string };

export interface ContractCheckProps {
  readonly outcome: Outcome | undefined;
  readonly busy: boolean;
  readonly publication: Publication;
  readonly rows: number;
  readonly onPreview: () => void;
  readonly onPublish: () => void;
}

/** What the server says of the contract, its text, and the two ways on; always in sight. */
export function ContractCheck({ outcome, busy, publication, rows, onPreview, onPublish }: ContractCheckProps) {
  const { format } = useLocale();
  const texts = useProposalTexts();
  const done = outcome?.kind === 'published';
  return (
    <>
      <div className="proposal-outcome" aria-live="polite">
        {outcome?.kind === 'preview' && <Preview {...outcome} />}
        {outcome?.kind === 'refused' && <Refusal code={outcome.code} />}
        {done && (
          <Progress done={publication.sent} total={publication.total}>
            {texts.published}
          </Progress>
        )}
      </div>
      <div className="proposal-bar">
        <span className="soft">{busy ? texts.checking : ''}</span>
        <button type="button" className="button" disabled={busy || done} onClick={onPreview}>
          {outcome?.kind === 'preview' ? texts.previewNow : texts.preview}
        </button>
        <button type="button" className="button button--primary" disabled={busy || done} onClick={onPublish}>
          {done ? texts.publishing : texts.publish(format.number(rows))}
        </button>
      </div>
    </>
  );
}

function Preview({ contract, problems }: { readonly contract: string; readonly problems: readonly string[] }) {
  const { format } = useLocale();
  const texts = useProposalTexts();
  return (
    <>
      {problems.length === 0 ? (
        <Notice tone="good" title={texts.fine} />
      ) : (
        <Notice tone="bad" title={texts.problems(format.number(problems.length))} urgent>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <details className="proposal-yaml" open={problems.length === 0}>
        <summary>{texts.preview}</summary>
        {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0}>
          <code>{contract}</code>
        </pre>
      </details>
    </>
  );
}

function Refusal({ code }: { readonly code: string }) {
  const { messages, language } = useLocale();
  const { refused } = useProposalTexts();
  const text = problemText(code, language);
  return (
    <Notice tone="bad" title={text?.title ?? refused} urgent>
      {text && <p>{text.mend}</p>}
      <p>
        {messages.errors.code}: <code>{code}</code>
      </p>
    </Notice>
  );
}
