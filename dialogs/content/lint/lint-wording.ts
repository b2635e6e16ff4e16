import type { ScriptId } from '#domain/category.ts';
import type { Script } from '#domain/content.ts';
import type { Locale } from '#domain/locale.ts';
import type { LocalDate } from '#domain/time.ts';
import { checkWordings } from '../check-wordings.ts';
import { DataFiles } from '../data-files.ts';
import { type Message, compileMessage } from '../message.ts';
import { type NoteDetail, YamlReader } from '../read-yaml.ts';
import type { Reading } from '../reading.ts';
import type { Language } from '../render.ts';
import { sharedSentence } from './alike.ts';
import { checkLaw } from './check-law.ts';
import { checkReminders } from './check-reminder.ts';
import { checkSpeech } from './check-speech.ts';
import { offendingPiece } from './offending-piece.ts';
import { ruleOf } from './rule.ts';
import type { Judge } from './subject.ts';
import type { TextChecks } from './text-checks.ts';

/** What is wrong with one text, and where in it. */
export interface TextFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** What is wrong, and with what; English, for the log and the command. */
  readonly reason: string;
  /** What would be right. */
  readonly right: string;
  /** The piece that is meant, in UTF-16 units of the text; null where it is about the whole, or about what lacks. */
  readonly at: { readonly from: number; readonly to: number } | null;
  /** The words at that place, or what the finding names; empty for the whole. */
  readonly words: string;
}

export interface WordingToLint {
  readonly script: ScriptId;
  readonly locale: Locale;
  readonly variant: number;
  readonly text: string;
}

export interface LintRoom {
  readonly reading: Reading;
  readonly checks: ReadonlyMap<Locale, TextChecks>;
  readonly judge: Judge;
  readonly today: LocalDate;
}

interface Note {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
  readonly where: readonly string[];
  readonly detail: NoteDetail;
}

/** Takes down findings with the keys they are about, since there is no file they stand in. */
class Notes extends YamlReader {
  readonly taken: Note[] = [];

  constructor() {
    super(new DataFiles(new Map()));
  }

  override note(
    file: string,
    rule: string,
    message: string,
    where: readonly string[] = [],
    detail: NoteDetail = {},
  ): void {
    this.taken.push({ file, rule, message, where, detail });
  }
}

const NO_REPLIES: Language['replies'] = new Map();

/** All that lint says of one text as if it stood in its file; the rest of the data are taken as they are. */
export function lintWording(room: LintRoom, wording: WordingToLint): TextFinding[] {
  const { script: id, locale, variant, text } = wording;
  const { shelf, spoken, refused } = room.reading;
  const script = shelf.scripts.get(id);
  const language = spoken.languages.get(locale);
  if (!script || !language) return [];
  if (text.trim() === '') return [finding('empty', 'there is no text', text)];
  let message: Message;
  try {
    message = compileMessage(text, locale);
  } catch (error) {
    return [unreadable(error, text)];
  }
  const others = (language.wordings.get(id) ?? []).filter(({ at }) => at !== variant);
  const placed = { ...message, at: variant };
  const notes = new Notes();
  const only = (messages: readonly (typeof placed)[]): Language => ({
    book: language.book,
    replies: NO_REPLIES,
    wordings: new Map([[id, messages]]),
  });
  checkWordings(notes, script, locale, only([...others, placed]));
  const reading: Reading = {
    ...room.reading,
    reader: notes,
    refused: { refusals: refused.refusals, examples: [] },
    spoken: { ...spoken, languages: new Map([[locale, only([placed])]]) },
  };
  const subject = { ...room, reading };
  checkSpeech(subject);
  checkReminders(subject);
  checkLaw(subject);
  const file = `locales/${locale}/scripts/${script.category}.yaml`;
  const about = notes.taken.filter(
    (note) => note.file === file && (note.where[1] ?? String(variant)) === String(variant),
  );
  const found = about.map(({ rule, message: reason, detail }) => {
    const tactic = rule.startsWith('guard:') ? rule.slice('guard:'.length) : undefined;
    const words =
      detail.words ??
      (tactic === undefined
        ? undefined
        : offendingPiece(text, (piece) => room.judge(piece, [], false).includes(tactic)));
    return finding(rule, reason, text, words, detail.right);
  });
  const siblings = [...shelf.scripts.values()]
    .filter((other) => other.id !== id && isHeardBeside(script, other))
    .flatMap((other) => language.wordings.get(other.id) ?? []);
  const shared = sharedSentence(text, [...others, ...siblings], room.checks.get(locale));
  if (shared !== undefined)
    found.push(finding('alike', 'another wording says this sentence too', text, shared));
  return found;
}

/** Whether a household may hear both on the same occasion: of one category, and not one for estates with a link, the other without. */
function isHeardBeside(script: Script, other: Script): boolean {
  const { hasPayLink } = script.when;
  return (
    other.category === script.category &&
    other.on.some((on) => script.on.includes(on)) &&
    other.stages.some((stage) => script.stages.includes(stage)) &&
    (hasPayLink === undefined || other.when.hasPayLink === hasPayLink)
  );
}

function finding(
  rule: string,
  reason: string,
  text: string,
  words = '',
  right = ruleOf(rule).right,
): TextFinding {
  const from = words === '' ? -1 : text.indexOf(words);
  const at = from === -1 ? null : { from, to: from + words.length };
  return { rule, severity: ruleOf(rule).severity, reason, right, at, words };
}

/** A message that cannot be read, with the place the parser stopped at. */
function unreadable(error: unknown, text: string): TextFinding {
  const reason = error instanceof Error ? error.message : 'unreadable';
  const offset = offsetOf(error);
  const base = finding('icu', reason, text);
  if (offset === undefined) return base;
  const from = Math.min(offset, Math.max(text.length - 1, 0));
  return { ...base, at: { from, to: from + 1 }, words: text.slice(from, from + 1) };
}

function offsetOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('location' in error)) return undefined;
  const { location } = error;
  if (location === null || typeof location !== 'object' || !('start' in location)) return undefined;
  const { start } = location;
  if (start === null || typeof start !== 'object' || !('offset' in start)) return undefined;
  return typeof start.offset === 'number' ? start.offset : undefined;
}
