import type { ScriptId, StatuteId } from '#domain/category.ts';
import type { Script, Statute } from '#domain/content.ts';
import type { Locale } from '#domain/locale.ts';
import { isQuotable } from '#domain/quotable.ts';
import type { Speech, Wording } from '#domain/speech.ts';
import type { LocalDate } from '#domain/time.ts';
import type { Message } from './message.ts';
import { WORD_VALUES } from './schema/wording.ts';
import type { WordBook } from './words.ts';

/** `missing` names what a text lacks; half a text is never made. */
export type Rendered =
  | { readonly ok: true; readonly wording: Wording }
  | { readonly ok: false; readonly missing: string };

/** One of a script's wordings; `at` is its place in the file's list. */
export interface PlacedMessage extends Message {
  readonly at: number;
  /** The version of an office's own words that speaks in its place. */
  readonly version?: string;
}

/** What staff may send with one touch. */
export interface Reply {
  readonly title: string;
  readonly message: Message;
}

/** One language, compiled. */
export interface Language {
  readonly book: WordBook;
  readonly wordings: ReadonlyMap<ScriptId, readonly PlacedMessage[]>;
  readonly replies: ReadonlyMap<string, Reply>;
}

/** What rendering draws from. */
export interface Library {
  readonly scripts: ReadonlyMap<ScriptId, Script>;
  readonly statutes: ReadonlyMap<StatuteId, Statute>;
  readonly languages: ReadonlyMap<Locale, Language>;
}

/** Puts a speech into the words of its language; quotes law only as it stands in force on `today`. */
export function render(library: Library, speech: Speech, today: LocalDate): Rendered {
  const script = library.scripts.get(speech.script);
  const language = library.languages.get(speech.locale);
  const wording = language?.wordings.get(speech.script)?.[speech.variant];
  if (!script || !language || !wording) return { ok: false, missing: 'wording' };
  const { book } = language;
  const values: Record<string, string> = {};
  const known: string[] = [];
  const wanted = speech.introduce ? [...script.slots, ...WORD_VALUES.introduction] : script.slots;
  for (const name of wanted) {
    const slot = speech.slots[name];
    const text = slot && book.slot(slot);
    if (text === undefined || text === '') return { ok: false, missing: name };
    values[name] = text;
    known.push(text);
  }
  const quoted = quotations(library.statutes, script, book, today);
  if (quoted === undefined) return { ok: false, missing: 'statute' };
  if (quoted.length > 0) values['law'] = quoted.join('\n');
  const unfilled = wording.slots.find((name) => values[name] === undefined);
  if (unfilled !== undefined) return { ok: false, missing: unfilled };
  const choices = choiceLines(script, book);
  if (choices === undefined) return { ok: false, missing: 'choice' };
  const head = speech.introduce ? [book.say('introduction', values)] : [];
  const words = [...head, wording.format(values)];
  const text = [...words, ...choices].join('\n');
  return {
    ok: true,
    wording: {
      text,
      citations: script.cites.map(({ statute }) => statute),
      quotations: quoted,
      known: [...known, ...choices],
      ...(wording.version !== undefined && { version: wording.version }),
      ...(choices.length > 0 && {
        choices: { head: words.join('\n'), options: optionsOf(script, book) },
      }),
    },
  };
}

function quotations(
  statutes: ReadonlyMap<StatuteId, Statute>,
  { cites }: Script,
  book: WordBook,
  today: LocalDate,
): string[] | undefined {
  const quoted: string[] = [];
  for (const { statute: id, paragraph } of cites) {
    const statute = statutes.get(id);
    if (!statute || !isQuotable(statute, today)) return undefined;
    const { title, article } = statute;
    const text = paragraph === null ? statute.text : statute.text.split('\n')[paragraph - 1];
    if (text === undefined) return undefined;
    quoted.push(book.say('quotation', { title, article, text: text.trim() }));
  }
  return quoted;
}

/** The words of the choices, whose presence {@link choiceLines} has made sure of. */
function optionsOf({ choices }: Script, book: WordBook): string[] {
  return choices.flatMap(({ key }) => book.choice(key) ?? []);
}

function choiceLines({ choices }: Script, book: WordBook): string[] | undefined {
  if (choices.length === 0) return [];
  const lines = [book.say('choices-head', {})];
  for (const [index, { key }] of choices.entries()) {
    const text = book.choice(key);
    if (text === undefined) return undefined;
    lines.push(book.say('choice-line', { n: String(index + 1), text }));
  }
  return lines;
}
