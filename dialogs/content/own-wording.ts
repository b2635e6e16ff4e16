import type { ScriptId } from '#domain/category.ts';
import type { Locale } from '#domain/locale.ts';
import { compileMessage } from './message.ts';
import type { Library, PlacedMessage } from './render.ts';

/** Words that an office says at the place of one shipped wording. */
export interface OwnWording {
  readonly script: ScriptId;
  readonly locale: Locale;
  /** Which of the script's wordings; counts from 0. */
  readonly variant: number;
  readonly text: string;
  /** Which version of the office's words; goes with every message that is said in them. */
  readonly version: string;
}

/** The library with other words at some places; one whose place is not there says nothing. @throws Error when a text cannot be read. */
export function overlaid(library: Library, wordings: readonly OwnWording[]): Library {
  const byLocale = Map.groupBy(wordings, ({ locale }) => locale);
  const languages = new Map(library.languages);
  for (const [locale, own] of byLocale) {
    const language = languages.get(locale);
    if (!language) continue;
    const spoken = new Map(language.wordings);
    for (const { script, variant, text, version } of own) {
      const messages = spoken.get(script) ?? [];
      const replace = (message: PlacedMessage, at: number): PlacedMessage =>
        at === variant ? { ...compileMessage(text, locale), at: message.at, version } : message;
      spoken.set(script, messages.map(replace));
    }
    languages.set(locale, { ...language, wordings: spoken });
  }
  return { ...library, languages };
}
