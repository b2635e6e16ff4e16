import type { ScriptId } from '#domain/category.ts';
import type { Catalogue } from '#domain/content.ts';
import type { Estate } from '#domain/estate.ts';
import { type Locale, SOURCE_LOCALE } from '#domain/locale.ts';
import type { SlotValue, Speech } from '#domain/speech.ts';
import type { LocalDate } from '#domain/time.ts';
import { ContentError, type ContentFinding } from './content-error.ts';
import { DataFiles } from './data-files.ts';
import type { RefusalExamples } from './load-refusals.ts';
import type { LintOptions } from './lint/lint-content.ts';
import { type TextFinding, type WordingToLint, lintWording } from './lint/lint-wording.ts';
import { readTextChecks } from './lint/text-checks.ts';
import { type OwnWording, overlaid } from './own-wording.ts';
import { readAll } from './reading.ts';
import { type Library, type Rendered, type Reply, render } from './render.ts';
import { readEstate } from './schema/estate.ts';

/** Folders of the data. */
export interface ContentFolders {
  readonly scripts: string;
  readonly locales: string;
}

/** The scripts, their words and the law, read once and checked against each other. */
export interface Content {
  readonly catalogue: Catalogue;
  /** Wordings that prove the refused tactics; whoever checks content plays them through the guard. */
  readonly examples: readonly RefusalExamples[];
  render(speech: Speech, today: LocalDate): Rendered;
  /** The wordings of a script as they ship, whatever speaks in their place; empty where there are none. */
  shipped(script: ScriptId, locale: Locale): readonly string[];
  /**
   * The same content with other words at some places. Which scripts there are, when they are chosen and how many wordings
   * each has stays as it ships.
   * @throws Error when a text cannot be read.
   */
  withWordings(wordings: readonly OwnWording[]): Content;
  /** What lint says of one text at the place of a wording. `judge` is the speech guard, given from above. */
  lint(wording: WordingToLint, judge: LintOptions['judge'], today: LocalDate): TextFinding[];
  /** A value as a text of this language says it; undefined for a language that is not there. */
  say(value: SlotValue, locale: Locale): string | undefined;
  /**
   * Reads an estate's settings; names it leaves out are those of the source language.
   * @throws ZodError that names the setting and what would be right.
   */
  estate(input: unknown): Estate;
  /** The canned replies of staff in a language, by name, in the order of the file. */
  replies(locale: Locale): ReadonlyMap<string, Reply>;
  /** What a fee is called where a source names none. */
  readonly feeItem: string;
}

/** Reads all data. @throws ContentError with every finding when the data do not hold together. */
export function loadContent(folders: ContentFolders): Content {
  const { content, findings } = readContent(folders);
  if (!content) throw new ContentError(findings);
  return content;
}

/** Everything that is wrong with the data, in the order of reading; empty when they hold together. */
export function checkContent(folders: ContentFolders): readonly ContentFinding[] {
  return readContent(folders).findings;
}

const NO_REPLIES: ReadonlyMap<string, Reply> = new Map();

interface Loading {
  readonly content: Content | undefined;
  readonly findings: readonly ContentFinding[];
}

function readContent(folders: ContentFolders): Loading {
  const files = filesOf(folders);
  const reading = readAll(files);
  const { reader, shelf, refused, spoken, topics } = reading;
  const { refusals, examples } = refused;
  const { languages, names } = spoken;
  const source = languages.get(SOURCE_LOCALE);
  const { findings } = reader;
  if (!source || !names || findings.length > 0) return { content: undefined, findings };

  const catalogue = Object.freeze<Catalogue>({
    ...shelf,
    refusals: Object.freeze(refusals),
    topics: Object.freeze(topics.topics),
    locales: Object.freeze([...languages.keys()]),
    variants: (script, locale) => languages.get(locale)?.wordings.get(script)?.length ?? 0,
  });
  const library = { scripts: shelf.scripts, statutes: shelf.statutes, languages };
  let checks: ReturnType<typeof readTextChecks> | undefined;
  const speakFrom = (spoken: Library): Content =>
    Object.freeze<Content>({
      catalogue,
      examples,
      render: (speech, today) => render(spoken, speech, today),
      shipped: (script, locale) =>
        (languages.get(locale)?.wordings.get(script) ?? []).map(({ source: text }) => text),
      lint(wording, judge, today) {
        const statutes = [...shelf.statutes.values()];
        checks ??= readTextChecks(reader);
        const room = { reading, checks, judge: judge({ refusals, statutes, today }), today };
        return lintWording(room, wording);
      },
      withWordings: (wordings) => speakFrom(overlaid(spoken, wordings)),
      say: (value, locale) => languages.get(locale)?.book.slot(value),
      estate: (input) => readEstate(input, names),
      replies: (locale) => languages.get(locale)?.replies ?? NO_REPLIES,
      feeItem: source.book.say('fee-item', {}),
    });
  return { content: speakFrom(library), findings };
}

/** The files of both folders at their places. */
export function filesOf({ scripts, locales }: ContentFolders): DataFiles {
  return DataFiles.below(scripts, 'scripts').over(DataFiles.below(locales, 'locales'));
}
