import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { Notice } from '../../ui/notice/notice.tsx';

/** Why there is no proposal, and what to do. */
export function Failure({ code }: { readonly code: string }) {
  const { messages, language } = useLocale();
  const { failed } = useProposalTexts();
  const text = problemText(code, language);
  return (
    <Notice tone="bad" title={text?.title ?? failed} urgent>
      <p>{text?.mend ?? messages.newLoad.failedNetwork}</p>
      <p>
        {messages.errors.code}: <code>{code}</code>
      </p>
    </Notice>
  );
}
