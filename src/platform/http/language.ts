import type { FastifyRequest } from 'fastify';
import { languages, type Language } from '#api/localized.ts';

/** Set by the pages when somebody chooses a language. */
const languageCookie = 'daklake_lang';

/** The language that a request asks for: `?lang=`, else what was remembered, else what its browser prefers, else Vietnamese. */
export function languageOf(request: FastifyRequest): Language {
  const { lang } = request.query as { readonly lang?: unknown };
  return (
    asLanguage(lang) ??
    asLanguage(request.cookies[languageCookie]) ??
    preferred(request.headers['accept-language'] ?? '') ??
    'vi'
  );
}

function asLanguage(value: unknown): Language | undefined {
  return languages.find((language) => language === value);
}

/** The first of our languages in the order of their weights. */
function preferred(header: string): Language | undefined {
  const ranges = header.split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const weight = parameters
      .find((parameter) => parameter.trim().startsWith('q='))
      ?.trim()
      .slice(2);
    return { language: asLanguage(tag.split('-')[0]), weight: weight === undefined ? 1 : Number(weight) };
  });
  return ranges.sort((a, b) => b.weight - a.weight).find(({ language, weight }) => language && weight > 0)?.language;
}
