import type { CategoryId } from '#domain/category.ts';
import type { Script } from '#domain/content.ts';
import { type Locale, SOURCE_LOCALE } from '#domain/locale.ts';
import { checkCitations } from './check-citation.ts';
import { checkWordings } from './check-wordings.ts';
import { checkTopics } from './check-topics.ts';
import { LAST, checkCoverage } from './coverage.ts';
import type { Shelf } from './load-scripts.ts';
import type { Topics } from './load-topics.ts';
import { didYouMean } from './nearest.ts';
import type { YamlReader } from './read-yaml.ts';
import type { Language } from './render.ts';
import { REPLY_SLOTS, slotsOf } from './trigger.ts';

type Languages = ReadonlyMap<Locale, Language>;

/** Whether scripts, words and law fit together; what does not is noted with its file and line. */
export function crossCheck(
  reader: YamlReader,
  shelf: Shelf,
  languages: Languages,
  topics: Topics,
): void {
  for (const id of shelf.categories.keys()) checkFallback(reader, shelf, id);
  checkTopics(reader, shelf, languages, topics);
  for (const script of shelf.scripts.values()) {
    checkSlots(reader, script);
    checkCitations(reader, script, shelf.statutes);
    for (const [tag, language] of languages) checkWordings(reader, script, tag, language);
  }
  for (const [tag, { wordings }] of languages) {
    for (const id of wordings.keys()) {
      const [category = '', name = ''] = id.split('/');
      if (shelf.scripts.has(id) || reader.files.has(`scripts/${id}.yaml`)) continue;
      const file = `locales/${tag}/scripts/${category}.yaml`;
      const siblings = [...shelf.scripts.values()].filter((script) => script.category === category);
      const names = siblings.map((script) => script.id.slice(category.length + 1));
      const message = `there is no script ${id}${didYouMean(name, names)}`;
      reader.note(file, 'locale', message, [name]);
    }
  }
  checkReplies(reader, languages);
  checkCoverage(reader, shelf);
  if (!languages.has(SOURCE_LOCALE)) {
    reader.note(`locales/${SOURCE_LOCALE}`, 'locale', 'the source language is missing');
  }
}

/** Canned replies exist in every language and use only what whoever sends them knows. */
function checkReplies(reader: YamlReader, languages: Languages): void {
  const ids = new Set([...languages.values()].flatMap(({ replies }) => [...replies.keys()]));
  for (const [tag, { replies }] of languages) {
    const file = `locales/${tag}/replies.yaml`;
    for (const id of ids) {
      const reply = replies.get(id);
      if (!reply && !reader.isBroken(file, id)) reader.note(file, 'locale', `no reply ${id}`);
      for (const slot of reply?.message.slots ?? []) {
        if (REPLY_SLOTS.includes(slot)) continue;
        const known = REPLY_SLOTS.join(', ');
        const near = didYouMean(slot, REPLY_SLOTS);
        const message = `a reply knows no {${slot}}${near} (known: ${known})`;
        reader.note(file, 'slot', message, [id, 'text']);
      }
    }
  }
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
  if (reader.isBroken(file, 'on')) return;
  for (const [index, slot] of slots.entries()) {
    const where = ['slots', String(index)];
    const lacking = on.find((trigger) => !slotsOf(trigger).includes(slot));
    if (lacking !== undefined) {
      const known = slotsOf(lacking);
      const near = didYouMean(slot, known);
      const message = `${lacking} does not come with {${slot}}${near} (it has ${known.join(', ')})`;
      reader.note(file, 'slot', message, where);
    }
    if (slot === 'payLink' && when.hasPayLink !== true && !reader.isBroken(file, 'when')) {
      reader.note(file, 'slot', '{payLink} needs the condition hasPayLink: true', where);
    }
  }
}
