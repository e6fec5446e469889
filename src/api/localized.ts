import { z } from 'zod';

/** A text for people, complete in both languages. */
export const Localized = z.object({ vi: z.string(), en: z.string() });
export type Localized = Readonly<z.infer<typeof Localized>>;

export type Language = keyof Localized;
export const languages = ['vi', 'en'] as const satisfies readonly Language[];
