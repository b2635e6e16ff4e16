import type { Script } from '#domain/content.ts';
import type { Locale } from '#domain/locale.ts';
import { didYouMean } from './nearest.ts';
import type { YamlReader } from './read-yaml.ts';
import type { Language } from './render.ts';
import { slotsOf } from './trigger.ts';

/** The slot in which the quotation of a script's articles stands. */
const LAW = 'law';

/** The script's wordings in one language: they exist, use the listed slots and all of them, and know the choices. */
export function checkWordings(
  reader: YamlReader,
  { id, category, on, slots, cites, choices }: Script,
  tag: Locale,
  { wordings, book }: Language,
): void {
  const file = `locales/${tag}/scripts/${category}.yaml`;
  const about = `scripts/${id}.yaml`;
  const name = id.slice(category.length + 1);
  for (const { key } of choices) {
    if (book.choice(key) !== undefined) continue;
    const words = `locales/${tag}/words.yaml`;
    reader.note(words, 'choice', `${id} needs choices.${key}`, ['choices'], { about });
  }
  const messages = wordings.get(id);
  if (!messages) {
    if (reader.isBroken(file, name)) return;
    return reader.note(file, 'locale', `no wording for ${id}`, [], { about });
  }
  const given = new Set(cites.length > 0 ? [...slots, LAW] : slots);
  const offered = on.length > 0 ? slotsOf(on[0] ?? '') : [];
  const used = new Set<string>();
  for (const message of messages) {
    const where = [name, String(message.at)];
    for (const slot of message.slots) {
      used.add(slot);
      if (given.has(slot) || reader.isBroken(about, slot === LAW ? 'cites' : 'slots')) continue;
      const what = `${id} uses {${slot}}, which its script does not list`;
      const near = offered.includes(slot) ? '' : didYouMean(slot, [...given, ...offered]);
      const row = rowOf(message.source, `{${slot}`);
      const words = `{${slot}`;
      reader.note(file, 'slot', `${what}${near}`, where, { row, words, about });
    }
    if (given.has(LAW) && !message.slots.includes(LAW)) {
      const what = `${id} cites an article: {law} must stand in it`;
      reader.note(file, 'statute', what, where, { about });
    }
  }
  for (const slot of slots) {
    if (used.has(slot)) continue;
    const what = `no wording of ${id} uses {${slot}}, which its script lists`;
    reader.note(file, 'slot', what, [name], { about });
  }
}

/** Line breaks of a text before a piece of it; 0 where it is not there. */
export function rowOf(text: string, piece: string): number {
  const at = text.indexOf(piece);
  return at === -1 ? 0 : text.slice(0, at).split('\n').length - 1;
}
