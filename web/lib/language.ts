import type { Language } from '#api/localized.ts';

const cookieName = 'daklake_lang';
const yearSeconds = 365 * 24 * 60 * 60;

/** The wish in the address wins, then the one remembered, then the browser's; Vietnamese otherwise. */
export function chooseLanguage(request: Request): Language {
  return askedLanguage(request) ?? rememberedLanguage(request) ?? acceptedLanguage(request) ?? 'vi';
}

/** `?lang=vi|en` of the address. */
export function askedLanguage(request: Request): Language | undefined {
  return parseLanguage(new URL(request.url).searchParams.get('lang'));
}

/** The `set-cookie` by which the choice is remembered for a year. It holds nothing secret. */
export function rememberLanguage(language: Language): string {
  return `${cookieName}=${language}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
}

/** The same page in the other language: the query is kept. */
export function addressIn(
  language: Language,
  location: { readonly pathname: string; readonly search: string },
): string {
  const query = new URLSearchParams(location.search);
  query.set('lang', language);
  return `${location.pathname}?${query}`;
}

function rememberedLanguage(request: Request): Language | undefined {
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return parseLanguage(cookies.find(([name]) => name === cookieName)?.[1]);
}

function acceptedLanguage(request: Request): Language | undefined {
  const wishes = (request.headers.get('accept-language') ?? '')
    .split(',')
    .map((wish) => {
      const [range = '', ...parameters] = wish.trim().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return {
        language: parseLanguage(range.slice(0, 2).toLowerCase()),
        weight: weight === undefined ? 1 : Number(weight),
      };
    })
    .filter((wish) => wish.weight > 0);
  return wishes.toSorted((a, b) => b.weight - a.weight).find((wish) => wish.language)?.language;
}

function parseLanguage(text: string | null | undefined): Language | undefined {
  return text === 'vi' || text === 'en' ? text : undefined;
}
