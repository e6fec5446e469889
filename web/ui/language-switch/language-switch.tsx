import { useLocation } from 'react-router';
import type { Language } from '#api/localized.ts';
import { addressIn } from '../../lib/language.ts';
import { useLocale } from '../../messages/use-locale.tsx';

const names: readonly { readonly language: Language; readonly name: string }[] = [
  { language: 'vi', name: 'Tiếng Việt' },
  { language: 'en', name: 'English' },
];

/** Each language under its own name. The whole page comes anew, so that every text changes at once. */
export function LanguageSwitch() {
  const { language, messages } = useLocale();
  const location = useLocation();
  return (
    <ul className="language-switch" aria-label={messages.site.language}>
      {names.map((choice) => (
        <li key={choice.language} lang={choice.language}>
          {choice.language === language ? (
            <b aria-current="true">{choice.name}</b>
          ) : (
            <a href={addressIn(choice.language, location)} hrefLang={choice.language}>
              {choice.name}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
