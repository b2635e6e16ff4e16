import type { Content } from '#content/load.ts';
import { baseSlots } from '#flows/account.ts';
import type { Facts } from '#domain/facts.ts';
import { type Locale, SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import type { LocalDate } from '#domain/time.ts';

/** A canned reply with this resident's own facts in it. */
export interface FilledReply {
  readonly id: string;
  readonly title: string;
  /** Null where a fact is missing; half a text is never made. */
  readonly text: string | null;
  /** Slots nothing is known for, or that may not be said to this contact. */
  readonly missing: readonly string[];
}

/** What the system says by itself for a colleague; not for picking by hand. */
const BY_ITSELF = /-again$/u;

/** The language a contact is written to in. */
export function localeOf({ contact }: Pick<Facts, 'contact'>): Locale {
  return isLocale(contact.locale) ? contact.locale : SOURCE_LOCALE;
}

/** The canned replies for a resident, in their language, in the order of the file. */
export function filledReplies(content: Content, facts: Facts, today: LocalDate): FilledReply[] {
  return [...content.replies(localeOf(facts)).keys()]
    .filter((id) => !BY_ITSELF.test(id))
    .flatMap((id) => filledReply(content, id, facts, today) ?? []);
}

/** One canned reply; undefined where the language has none of this name. */
export function filledReply(
  content: Content,
  id: string,
  facts: Facts,
  today: LocalDate,
): FilledReply | undefined {
  const locale = localeOf(facts);
  const reply = content.replies(locale).get(id);
  if (!reply) return undefined;
  const slots = baseSlots({ facts, today });
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const name of reply.message.slots) {
    const slot = slots[name];
    const text = (slot && content.say(slot, locale)) ?? '';
    if (text === '') missing.push(name);
    else values[name] = text;
  }
  const text = missing.length > 0 ? null : reply.message.format(values);
  return { id, title: reply.title, text, missing };
}
