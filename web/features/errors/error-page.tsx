import { useLocation, useRouteLoaderData } from 'react-router';
import type { loader } from '../../root.tsx';
import { readProblem } from '../../lib/problem.ts';
import { problemText } from '../../messages/problems.ts';
import { rightName } from '../../messages/right-name.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { PortalFrame } from '../../ui/portal-frame/portal-frame.tsx';

export interface ErrorPageProps {
  readonly error: unknown;
}

/** Not found, denied, refused, failed: own words by the problem's code, and a way on. */
export function ErrorPage({ error }: ErrorPageProps) {
  const { messages, language } = useLocale();
  const root = useRouteLoaderData<typeof loader>('root');
  const location = useLocation();
  const { status, problem } = readProblem(error);
  const own = problem && problemText(problem.code, language);
  const general = generalText(status, messages.errors);
  return (
    <PortalFrame caller={root?.caller ?? { kind: 'anonymous' }}>
      <title>{`${own?.title ?? general.title} · ${messages.site.portal}`}</title>
      <section className="error-page wrap">
        <p className="error-page__status figures">{status}</p>
        <h1>{own?.title ?? general.title}</h1>
        <p>{own?.mend ?? general.note}</p>
        {problem?.missing && <p>{messages.errors.missingRight(rightName(problem.missing, language))}</p>}
        {problem && (
          <p className="soft">
            {messages.errors.code}: <code>{problem.code}</code>
          </p>
        )}
        <p className="error-page__ways">
          {status === 401 && (
            <ButtonLink primary to={`/sign-in?${new URLSearchParams({ next: location.pathname + location.search })}`}>
              {messages.site.signIn}
            </ButtonLink>
          )}
          {status !== 401 && location.pathname.startsWith('/console/') && (
            <ButtonLink primary to="/console">
              {messages.site.toConsole}
            </ButtonLink>
          )}
          <ButtonLink to="/">{messages.errors.back}</ButtonLink>
          <ButtonLink to="/datasets">{messages.errors.search}</ButtonLink>
        </p>
      </section>
    </PortalFrame>
  );
}

type ErrorTexts = ReturnType<typeof useLocale>['messages']['errors'];

function generalText(status: number, texts: ErrorTexts): { readonly title: string; readonly note: string } {
  if (status === 401) return { title: texts.signInNeeded, note: texts.signInNeededNote };
  if (status === 403) return { title: texts.denied, note: texts.deniedNote };
  if (status === 404) return { title: texts.notFound, note: texts.notFoundNote };
  if (status < 500) return { title: texts.refused, note: texts.notFoundNote };
  return { title: texts.failed, note: texts.failedNote };
}
