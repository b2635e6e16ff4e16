import type { Span } from '../room-grammar.ts';
import type { NameWords } from './model-words.ts';

/** Finds people's names that nobody told us of. */
export interface NameFinder {
  find(text: string): Span[];
  /** The part of a full Chinese name without its surname, by which friends call; undefined for what is no such name. */
  givenName(full: string): string | undefined;
}

const HAN = /^\p{Script=Han}+$/u;

/** Capitalised words in a row, or one after a title or an introduction. */
const LATIN =
  /\b(?:(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Dd]r)\.?\s+\p{Lu}\p{L}+|\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)+)/gu;
const LATIN_INTRODUCED =
  /\b(?:[Mm]y name(?:'s| is)|[Nn]ame is|I am|I'm|[Tt]his is|[Cc]all me|[Aa]sk for)\s+(\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)*)/gu;

/**
 * Names in Chinese and Latin letters. It takes rather too much than too little: a word lost costs a guess, a name told
 * costs a resident.
 */
export function createNameFinder(words: NameWords): NameFinder {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const common = new Set(words.surnames);
  const every = new Set([...words.surnames, ...words.rare]);
  const particles = new Set(words.particles);
  const longestFirst = (list: readonly string[]): string[] =>
    list.toSorted((a, b) => b.length - a.length);
  const surname = `(?:${words.double.join('|')}|[${[...every].join('')}])`;
  const given = `(?:(?![${words.particles}])\\p{Script=Han}){1,2}`;
  const titled = new RegExp(
    `${surname}(?=(?:${given})?(?:${longestFirst(words.titles).join('|')}))`,
    'gu',
  );
  const introduced = new RegExp(
    `(?:${longestFirst(words.introductions).join('|')})[是叫:：,，\\s]{0,2}(${surname}${given})`,
    'gu',
  );

  const called = new RegExp(`姓(${surname})`, 'gu');
  const pointedOut = new RegExp(
    `${words.examples.join('|')}|${surname}${given}(?=[\\s:：,，]{0,2}(?:电话|手机)?[:：\\s]{0,2}[+\\d])`,
    'gu',
  );

  function nameAt(segments: readonly string[], at: number): number {
    const first = segments[at] ?? '';
    const isCommon = common.has(first) || words.double.includes(first);
    if (!isCommon && !every.has(first)) return 0;
    const second = segments[at + 1] ?? '';
    const third = segments[at + 2] ?? '';
    if (!isGiven(second, 2)) return 0;
    if (second.length === 1 && isGiven(third, 1)) return 3;
    return isCommon ? 2 : 0;
  }

  function isGiven(segment: string, longest: number): boolean {
    return HAN.test(segment) && segment.length <= longest && !particles.has(segment.charAt(0));
  }

  /** A surname that stands as a word of its own begins a name; one that belongs to a longer word does not. */
  function inSegments(text: string): Span[] {
    const parts = [...segmenter.segment(text)];
    const segments = parts.map(({ segment }) => segment);
    return parts.flatMap(({ index }, at) => {
      const length = nameAt(segments, at);
      const last = length > 0 ? parts[at + length - 1] : undefined;
      return last ? [{ start: index, end: last.index + last.segment.length }] : [];
    });
  }

  const fullName = new RegExp(`^${surname}(\\p{Script=Han}{2})$`, 'u');

  const find = (text: string): Span[] => [
    ...[...text.matchAll(introduced)].map((match) => tail(match)),
    ...inSegments(text),
    ...[...text.matchAll(called)].map((match) => tail(match)),
    ...[...text.matchAll(pointedOut)].map((match) => whole(match)),
    ...[...text.matchAll(titled)].map((match) => whole(match)),
    ...[...text.matchAll(LATIN_INTRODUCED)].map((match) => tail(match)),
    ...[...text.matchAll(LATIN)].map((match) => whole(match)),
  ];
  return { find, givenName: (full) => fullName.exec(full)?.[1] };
}

function whole(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}

/** The captured end of a match. */
function tail(match: RegExpExecArray): Span {
  const end = match.index + match[0].length;
  return { start: end - (match[1] ?? '').length, end };
}
