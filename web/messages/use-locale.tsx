import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Language } from '#api/localized.ts';
import { createFormat } from '../lib/format.ts';
import type { Format } from '../lib/format.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { vi } from './vi.ts';

/** Texts and formats in the reader's language. */
export interface Locale {
  readonly language: Language;
  readonly messages: Messages;
  readonly format: Format;
}

const LocaleContext = createContext<Locale>(localeOf('vi'));

export interface LocaleProviderProps {
  readonly language: Language;
  readonly children: ReactNode;
}

export function LocaleProvider({ language, children }: LocaleProviderProps) {
  const locale = useMemo(() => localeOf(language), [language]);
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

function localeOf(language: Language): Locale {
  return { language, messages: language === 'vi' ? vi : en, format: createFormat(language) };
}
