import { Form, useNavigation } from 'react-router';
import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { FormField } from '../../ui/form-field/form-field.tsx';
import { Notice } from '../../ui/notice/notice.tsx';

export interface SignInPageProps {
  readonly next: string;
  readonly failure: { readonly code: string; readonly email: string } | null;
}

export function SignInPage({ next, failure }: SignInPageProps) {
  const { messages, language } = useLocale();
  const navigation = useNavigation();
  const texts = messages.signIn;
  const problem = failure && problemText(failure.code, language);
  return (
    <section className="sign-in wrap">
      <title>{`${texts.title} · ${messages.site.portal}`}</title>
      <h1>{texts.title}</h1>
      <p className="soft">{texts.lead}</p>
      {failure && (
        <Notice tone="bad" title={problem?.title ?? texts.failed} urgent>
          <p>{problem?.mend ?? texts.missing}</p>
        </Notice>
      )}
      <Form method="post" action={`/sign-in?${new URLSearchParams({ next })}`}>
        <FormField
          label={texts.email}
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={failure?.email}
          required
        />
        <FormField label={texts.password} name="password" type="password" autoComplete="current-password" required />
        <Button primary disabled={navigation.state === 'submitting'}>
          {texts.submit}
        </Button>
      </Form>
    </section>
  );
}
