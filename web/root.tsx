import type { ReactNode } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from 'react-router';
import markAddress from './ui/tokens/mark.svg';
import stylesAddress from './ui/styles.css?url';
import type { Route } from './+types/root';
import { callerContext, languageContext, nonceContext, servicesContext } from './context.ts';
import { askedLanguage, chooseLanguage, rememberLanguage } from './lib/language.ts';
import { ask } from './lib/problem.ts';
import { LocaleProvider } from './messages/use-locale.tsx';
import { ErrorPage } from './features/errors/error-page.tsx';

/** Who asks, and in which language, once for every request. */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    context.set(languageContext, chooseLanguage(request));
    const cookie = request.headers.get('cookie') ?? undefined;
    // The page that says in words what is wrong, as a whole and as the data of it.
    const withoutDatabase = /^\/console\/health(?:\.data)?$/.test(new URL(request.url).pathname);
    context.set(callerContext, await ask(context.get(servicesContext).identify({ cookie, withoutDatabase })));
    const response = await next();
    const asked = askedLanguage(request);
    if (asked) response.headers.append('set-cookie', rememberLanguage(asked));
    return response;
  },
];

export function loader({ context }: Route.LoaderArgs) {
  return {
    caller: context.get(callerContext),
    language: context.get(languageContext),
    nonce: context.get(nonceContext),
  };
}

export function links(): Route.LinkDescriptors {
  return [
    { rel: 'stylesheet', href: stylesAddress },
    { rel: 'icon', href: markAddress, type: 'image/svg+xml' },
  ];
}

export function Layout({ children }: { readonly children: ReactNode }) {
  // Absent where the root itself failed.
  const root = useRouteLoaderData<typeof loader>('root');
  const language = root?.language ?? 'vi';
  const nonce = root?.nonce;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        <LocaleProvider language={language}>{children}</LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />;
}
