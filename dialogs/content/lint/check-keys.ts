import { SOURCE_LOCALE } from '#domain/locale.ts';
import { isRecord } from '../explain-issue.ts';
import { didYouMean } from '../nearest.ts';
import type { Subject } from './subject.ts';

/** Files of a language that hold texts of pages and commands: the same keys and the same slots in each. */
const TEXTS = [
  'words.yaml',
  'console.yaml',
  'handbook.yaml',
  'import.yaml',
  'papers.yaml',
  'letter.yaml',
] as const;

/** Files that are read elsewhere; here only their writing is looked at. */
const WRITING_ONLY = ['lexicon.yaml', 'model.yaml', 'import-headers.yaml', 'wechat.yaml'] as const;

type Texts = ReadonlyMap<string, unknown>;

/** Every language says the same things in `console.yaml` and its like. */
export function checkKeys({ reading }: Subject): void {
  const { reader } = reading;
  const open = (file: string): Texts | undefined => {
    const path = reader.files.path(file);
    const document = path === undefined ? undefined : reader.open(file, path);
    return document && new Map(leaves(document.toJS()));
  };
  for (const tag of reader.files.foldersIn('locales')) {
    for (const name of WRITING_ONLY) open(`locales/${tag}/${name}`);
    if (tag === SOURCE_LOCALE) continue;
    for (const name of TEXTS) {
      const source = open(`locales/${SOURCE_LOCALE}/${name}`);
      const other = open(`locales/${tag}/${name}`);
      if (source && other)
        compare(
          reading,
          [`locales/${SOURCE_LOCALE}/${name}`, source],
          [`locales/${tag}/${name}`, other],
        );
    }
  }
}

function compare(
  { reader }: Subject['reading'],
  [sourceFile, source]: readonly [string, Texts],
  [otherFile, other]: readonly [string, Texts],
): void {
  for (const [path, text] of source) {
    const where = path.split('\n');
    if (!other.has(path)) {
      reader.note(
        otherFile,
        'locale',
        `lacks ${where.join('.')}, which ${sourceFile} has`,
        where.slice(0, -1),
      );
      continue;
    }
    const wanted = slotsIn(text);
    const used = slotsIn(other.get(path));
    const odd = [...used].filter((slot) => !wanted.has(slot));
    if (odd.length > 0 && !sourceFile.endsWith('words.yaml')) {
      reader.note(
        otherFile,
        'slot',
        `${where.join('.')} uses {${odd.join('}, {')}}, which ${sourceFile} does not`,
        where,
      );
    }
  }
  for (const path of other.keys()) {
    if (source.has(path)) continue;
    const where = path.split('\n');
    const near = didYouMean(
      where.join('.'),
      [...source.keys()].map((key) => key.replaceAll('\n', '.')),
    );
    reader.note(
      otherFile,
      'locale',
      `has ${where.join('.')}, which ${sourceFile} lacks${near}`,
      where,
    );
  }
}

/** Every text with the keys down to it, joined by line breaks, which no key has. */
function leaves(value: unknown, path: readonly string[] = []): [string, unknown][] {
  if (!isRecord(value)) return [[path.join('\n'), value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
}

function slotsIn(text: unknown): Set<string> {
  if (typeof text !== 'string') return new Set();
  return new Set([...text.matchAll(/\{(\w+)[},]/gu)].map(([, slot = '']) => slot));
}
