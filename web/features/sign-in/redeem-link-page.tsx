import { Form, useNavigation } from 'react-router';
import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { FormField } from '../../ui/form-field/form-field.tsx';
import { Notice } from '../../ui/notice/notice.tsx';

export interface RedeemLinkPageProps {
  /** The secret of the address: whoever holds it becomes administrator. */
  readonly link: string;
  readonly failure: { readonly code: string; readonly email: string; readonly name: string } | null;
}

/** Makes the administrator that a one-time link is for. */
export function RedeemLinkPage({ link, failure }: RedeemLinkPageProps) {
  const { messages, language } = useLocale();
  const navigation = useNavigation();
  const { signIn, redeemLink: texts } = messages;
  const problem = failure && problemText(failure.code, language);
  return (
    <section className="sign-in wrap">
      <title>{`${texts.title} · ${messages.site.portal}`}</title>
      <h1>{texts.title}</h1>
      <p className="soft">{texts.lead}</p>
      {failure && (
        <Notice tone="bad" title={problem?.title ?? texts.failed} urgent>
          {problem && <p>{problem.mend}</p>}
        </Notice>
      )}
      <Form method="post" action={`/sign-in?${new URLSearchParams({ link })}`}>
        <FormField
          label={signIn.email}
          note={texts.emailNote}
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={failure?.email}
          required
        />
        <FormField
          label={texts.name}
          note={texts.nameNote}
          name="name"
          autoComplete="name"
          maxLength={200}
          defaultValue={failure?.name}
          required
        />
        <FormField
          label={signIn.password}
          note={texts.passwordNote}
          name="password"
          type="password"
          autoComplete="new-password"
          required
        />
        <Button primary disabled={navigation.state === 'submitting'}>
          {texts.submit}
        </Button>
      </Form>
    </section>
  );
}
