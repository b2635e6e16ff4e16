import type { Script, Statute } from '#domain/content.ts';
import type { CategoryId } from '#domain/category.ts';
import type { Locale } from '#domain/locale.ts';
import { LAST, checkCoverage } from './coverage.ts';
import type { Shelf } from './load-scripts.ts';
import type { YamlReader } from './read-yaml.ts';
import type { Language } from './render.ts';
import { slotsOf } from './trigger.ts';

type Languages = ReadonlyMap<Locale, Language>;

/** The slot in which the quotation of a script's articles stands. */
const LAW = 'law';

/** Whether scripts, words and law fit together; what does not is noted with its file and line. */
export function crossCheck(reader: YamlReader, shelf: Shelf, languages: Languages): void {
  for (const id of shelf.categories.keys()) checkFallback(reader, shelf, id);
  for (const script of shelf.scripts.values()) {
    checkSlots(reader, script);
    for (const [index, { statute: id, paragraph }] of script.cites.entries()) {
      const problem = citationProblem(shelf.statutes.get(id), id, paragraph);
      const file = `scripts/${script.id}.yaml`;
      if (problem !== undefined) reader.note(file, 'statute', problem, ['cites', String(index)]);
    }
    for (const [tag, language] of languages) checkLanguage(reader, script, tag, language);
  }
  for (const [tag, { wordings }] of languages) {
    for (const id of wordings.keys()) {
      if (shelf.scripts.has(id)) continue;
      const [category = '', name = ''] = id.split('/');
      const file = `locales/${tag}/scripts/${category}.yaml`;
      reader.note(file, 'locale', `there is no script ${id}`, [name]);
    }
  }
  checkCoverage(reader, shelf);
}

/** Every category leads to the last one in the end. */
function checkFallback(reader: YamlReader, { categories }: Shelf, id: CategoryId): void {
  const note = (message: string) =>
    reader.note(`scripts/${id}/category.yaml`, 'fallback', message, ['fallback']);
  const line = [id];
  for (let at = id; ;) {
    const next: CategoryId | null | undefined = categories.get(at)?.fallback;
    if (next === undefined) return note(`there is no category ${at}`);
    if (next === null) {
      return at === LAST ? undefined : note(`${at} must name whose scripts serve; ${LAST} is last`);
    }
    if (line.includes(next)) return note(`${[...line, next].join(' → ')} goes round in a circle`);
    line.push(next);
    at = next;
  }
}

/** A script may use only what the dialogs give with every trigger it answers to. */
function checkSlots(reader: YamlReader, { id, on, slots, when }: Script): void {
  const file = `scripts/${id}.yaml`;
  for (const [index, slot] of slots.entries()) {
    const where = ['slots', String(index)];
    const lacking = on.find((trigger) => !slotsOf(trigger).includes(slot));
    if (lacking !== undefined) {
      reader.note(file, 'slot', `${lacking} does not come with {${slot}}`, where);
    }
    if (slot === 'payLink' && when.hasPayLink !== true) {
      reader.note(file, 'slot', '{payLink} needs the condition hasPayLink: true', where);
    }
  }
}

function citationProblem(
  statute: Statute | undefined,
  id: string,
  paragraph: number | null,
): string | undefined {
  if (!statute) return `${id} is not in scripts/statutes`;
  if (!statute.quotable) return `${id} must not be quoted`;
  if (statute.repealedOn !== null) return `${id} was repealed on ${statute.repealedOn}`;
  if (paragraph !== null && statute.text.split('\n')[paragraph - 1] === undefined) {
    return `${id} has no paragraph ${paragraph}`;
  }
  return undefined;
}

/** The script's wordings in one language: they exist, use the listed slots and all of them, and know the choices. */
function checkLanguage(
  reader: YamlReader,
  { id, category, slots, cites, choices }: Script,
  tag: Locale,
  { wordings, book }: Language,
): void {
  const file = `locales/${tag}/scripts/${category}.yaml`;
  const name = id.slice(category.length + 1);
  for (const { key } of choices) {
    if (book.choice(key) !== undefined) continue;
    reader.note(`locales/${tag}/words.yaml`, 'choice', `${id} needs choices.${key}`, ['choices']);
  }
  const messages = wordings.get(id);
  if (!messages) return reader.note(file, 'locale', `no wording for ${id}`);
  const given = new Set(cites.length > 0 ? [...slots, LAW] : slots);
  const used = new Set<string>();
  for (const [index, message] of messages.entries()) {
    const where = [name, String(index)];
    for (const slot of message.slots) {
      used.add(slot);
      if (given.has(slot)) continue;
      reader.note(file, 'slot', `${id} uses {${slot}}, which its script does not list`, where);
    }
    if (given.has(LAW) && !message.slots.includes(LAW)) {
      reader.note(file, 'statute', `${id} cites an article: {law} must stand in it`, where);
    }
  }
  for (const slot of slots) {
    if (used.has(slot)) continue;
    reader.note(file, 'slot', `no wording of ${id} uses {${slot}}, which its script lists`, [name]);
  }
}
