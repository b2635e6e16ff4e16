import type { CategoryId } from '#domain/category.ts';
import type { Locale } from '#domain/locale.ts';
import { STAGES } from '#domain/stage.ts';
import type { Shelf } from './load-scripts.ts';
import type { YamlReader } from './read-yaml.ts';
import type { Language } from './render.ts';
import { TRIGGERS, isOpening } from './trigger.ts';

/** The category whose scripts answer when no other does. */
const LAST: string = 'unknown';

/** Whether scripts, words and law fit together; what does not is noted with its file. */
export function crossCheck(
  reader: YamlReader,
  shelf: Shelf,
  languages: ReadonlyMap<Locale, Language>,
): void {
  checkCategories(reader, shelf);
  checkScripts(reader, shelf, languages);
  checkWordings(reader, shelf, languages);
  checkAnswers(reader, shelf);
}

function checkCategories(reader: YamlReader, { categories, scripts }: Shelf): void {
  for (const { id, fallback } of categories.values()) {
    const file = `scripts/${id}/category.yaml`;
    if (fallback !== null && !categories.has(fallback)) {
      reader.note(file, 'fallback', `there is no category ${fallback}`);
    }
    if (fallback === null && id !== LAST) {
      reader.note(file, 'fallback', `only ${LAST} is the last in line; name whose scripts serve`);
    }
  }
  const orphans = new Set<CategoryId>([...scripts.values()].map(({ category }) => category));
  for (const category of orphans) {
    if (!categories.has(category)) {
      reader.note(`scripts/${category}`, 'category', 'the folder needs its category.yaml');
    }
  }
}

function checkScripts(
  reader: YamlReader,
  { scripts, statutes }: Shelf,
  languages: ReadonlyMap<Locale, Language>,
): void {
  for (const script of scripts.values()) {
    const file = `scripts/${script.id}.yaml`;
    for (const { statute, paragraph } of script.cites) {
      const found = statutes.get(statute);
      if (!found) reader.note(file, 'statute', `${statute} is not in scripts/statutes`);
      else if (!found.quotable) reader.note(file, 'statute', `${statute} must not be quoted`);
      else if (paragraph !== null && found.text.split('\n')[paragraph - 1] === undefined) {
        reader.note(file, 'statute', `${statute} has no paragraph ${paragraph}`);
      }
    }
    for (const [tag, { wordings, book }] of languages) {
      const words = `locales/${tag}/scripts/${script.category}.yaml`;
      if (!wordings.has(script.id)) reader.note(words, 'locale', `no wording for ${script.id}`);
      for (const { key } of script.choices) {
        if (book.choice(key) === undefined) {
          reader.note(`locales/${tag}/words.yaml`, 'choice', `choices.${key} of ${script.id}`);
        }
      }
    }
  }
}

/** Wordings without a script, and wordings that use a slot the script does not list. */
function checkWordings(
  reader: YamlReader,
  { scripts }: Shelf,
  languages: ReadonlyMap<Locale, Language>,
): void {
  for (const [tag, { wordings }] of languages) {
    for (const [id, messages] of wordings) {
      const file = `locales/${tag}/scripts/${id.split('/')[0]}.yaml`;
      const script = scripts.get(id);
      if (!script) {
        reader.note(file, 'locale', `there is no script ${id}`);
        continue;
      }
      const given = new Set([...script.slots, ...(script.cites.length > 0 ? ['law'] : [])]);
      const used = new Set(messages.flatMap((message) => message.slots));
      for (const slot of used) {
        if (!given.has(slot)) reader.note(file, 'slot', `${id} uses {${slot}} but lists it not`);
      }
      for (const slot of given) {
        if (!used.has(slot)) reader.note(file, 'slot', `${id} lists {${slot}} but uses it not`);
      }
    }
  }
}

/** Whatever the dialogs may have to say, the last category has a script for, at every stage. */
function checkAnswers(reader: YamlReader, { scripts }: Shelf): void {
  const last = [...scripts.values()].filter(({ category }) => category === LAST);
  for (const trigger of TRIGGERS) {
    for (const stage of STAGES) {
      if (stage === 'legal' && isOpening(trigger)) continue;
      const answered = last.some(
        (script) => script.on.includes(trigger) && script.stages.includes(stage),
      );
      if (!answered) {
        reader.note(`scripts/${LAST}`, 'coverage', `nothing answers ${trigger} at stage ${stage}`);
      }
    }
  }
}
