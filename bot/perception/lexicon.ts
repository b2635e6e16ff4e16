import { z } from 'zod';
import { IDENTITY_WISHES, type IdentityWish, SCOPES, type Scope } from '#domain/identity.ts';
import { LABELS, type Label } from '#domain/label.ts';
import { REPAIRS, type Repair } from '#domain/understanding.ts';
import { TermTrie } from './term-trie.ts';

const terms = z.array(z.string().min(1));

/** Words that count only where none of `never` stands beside them. */
const wish = z
  .strictObject({ words: terms.default([]), never: terms.default([]) })
  .default({ words: [], never: [] });

/** Words that help to understand: `locales/<tag>/lexicon.yaml`. */
export const lexiconSchema = z.strictObject({
  /** Words that settle a label wherever they stand. */
  urgent: z.partialRecord(z.enum(LABELS), terms).default({}),
  /** Messages that are nothing but these words. */
  whole: z.partialRecord(z.enum(LABELS), terms).default({}),
  /** Phrases that contain such a word and mean nothing of the kind. */
  harmless: terms.default([]),
  affirm: terms.default([]),
  deny: terms.default([]),
  /** What may stand after a yes or a no. */
  particles: terms.default([]),
  corrects: terms.default([]),
  /** What takes back only at the beginning of a message. */
  corrects_opening: terms.default([]),
  choice: z
    .strictObject({ before: terms.default([]), after: terms.default([]) })
    .default({ before: [], after: [] }),
  /** Messages that set the conversation right; `around` is what may stand beside the words. */
  repair: z
    .strictObject({
      cancel: terms.default([]),
      skip: terms.default([]),
      repeat: terms.default([]),
      why: terms.default([]),
      around: terms.default([]),
    })
    .prefault({}),
  /** Words of talk for its own sake. */
  small_talk: terms.default([]),
  /** Words with which reminders are wanted again. */
  resume: wish,
  /** Words that ask how a sum comes about. */
  basis: wish,
  /** What is said of one's own tie to a home: wishes, what another may do, and words around a name or number. */
  identity: z
    .strictObject({
      wish: z.partialRecord(z.enum(IDENTITY_WISHES), wish).default({}),
      scope: z.partialRecord(z.enum(SCOPES), terms).default({}),
      around: terms.default([]),
    })
    .prefault({}),
  /** Meaning → the words for it; the names are shared by all languages. */
  concepts: z.record(z.string(), terms).default({}),
});
export type LexiconData = z.infer<typeof lexiconSchema>;

/** The words of all languages, ready to be looked for in a standard text. */
export interface Lexicon {
  /** The names of the concepts in a fixed order; an id is a place in it. */
  readonly conceptNames: readonly string[];
  /** Calls back with the id of each concept once. */
  concepts(text: string, found: (concept: number) => void): void;
  /** Labels that a word settles, in the order they were listed. */
  urgent(text: string): Label[];
  /** Messages with a settled meaning, without punctuation. */
  readonly whole: ReadonlyMap<string, Label>;
  /** Whether an earlier statement is taken back. */
  corrects(text: string): boolean;
  /** Length of the words at the beginning that only take back what was said. */
  takingBack(text: string): number;
  readonly affirm: ReadonlySet<string>;
  readonly deny: ReadonlySet<string>;
  readonly particles: readonly string[];
  /** Repairs by their words. */
  readonly repairs: ReadonlyMap<string, Repair>;
  /** What may stand around the words of a repair, the longest first. */
  readonly aroundRepair: readonly string[];
  smallTalk(text: string): boolean;
  /** Whether reminders are wanted again. */
  resumes(text: string): boolean;
  /** Whether it is asked, and not disputed, how a sum comes about. */
  asksBasis(text: string): boolean;
  /** Whether this is wanted of one's own tie to a home. */
  wishes(wish: IdentityWish, text: string): boolean;
  /** What another may do, as far as it was named; the widest first. */
  scopes(text: string): Scope[];
  /** A word without what stands around a name or a number, as 姓名 or 尾号. */
  withoutIdentityWords(word: string): string;
  readonly choiceBefore: ReadonlySet<string>;
  readonly choiceAfter: ReadonlySet<string>;
}

/** Takes off what stands before and behind, the longest first. */
function without(word: string, around: readonly string[]): string {
  let rest = word;
  for (let cut = true; cut && rest !== '';) {
    const lower = rest.toLowerCase();
    const before = around.find((one) => lower.startsWith(one));
    const behind = around.find((one) => lower.endsWith(one));
    cut = before !== undefined || behind !== undefined;
    if (before !== undefined) rest = rest.slice(before.length).trim();
    else if (behind !== undefined) rest = rest.slice(0, -behind.length).trim();
  }
  return rest;
}

const HARMLESS = 0;

function trieOf(words: Iterable<string>, id = 1): TermTrie {
  const trie = new TermTrie();
  for (const word of words) trie.add(word, id);
  return trie;
}

function isIn(trie: TermTrie, text: string): boolean {
  let hit = false;
  trie.each(text, () => {
    hit = true;
  });
  return hit;
}

function urgentFinder(data: readonly LexiconData[]): (text: string) => Label[] {
  const trie = trieOf(
    data.flatMap(({ harmless }) => harmless),
    HARMLESS,
  );
  const labels: Label[] = [];
  for (const label of LABELS) {
    const words = data.flatMap(({ urgent }) => urgent[label] ?? []);
    if (words.length === 0) continue;
    labels.push(label);
    for (const word of words) trie.add(word, labels.length);
  }
  return (text) => {
    const hits: { id: number; start: number; end: number }[] = [];
    trie.each(text, (id, start, end) => hits.push({ id, start, end }));
    const safe = hits.filter(({ id }) => id === HARMLESS);
    const settled = hits.filter(
      (hit) =>
        hit.id !== HARMLESS && !safe.some(({ start, end }) => start <= hit.start && hit.end <= end),
    );
    return labels.filter((_, index) => settled.some(({ id }) => id === index + 1));
  };
}

/** Finds words that count, unless one that denies them stands beside them. */
function wishFinder(of: readonly LexiconData['resume'][]): (text: string) => boolean {
  const wishes = trieOf(of.flatMap(({ words }) => words));
  const never = trieOf(of.flatMap((one) => one.never));
  return (text) => isIn(wishes, text) && !isIn(never, text);
}

function conceptFinder(
  data: readonly LexiconData[],
  names: readonly string[],
): Lexicon['concepts'] {
  const trie = new TermTrie();
  const meanings: number[][] = [];
  const byTerm = new Map<string, number[]>();
  names.forEach((name, concept) => {
    for (const term of data.flatMap(({ concepts }) => concepts[name] ?? [])) {
      const known = byTerm.get(term);
      if (known) known.push(concept);
      else {
        const made = [concept];
        byTerm.set(term, made);
        trie.add(term, meanings.length);
        meanings.push(made);
      }
    }
  });
  const seen = new Uint32Array(names.length);
  let round = 0;
  return (text, found) => {
    round += 1;
    trie.each(text, (id) => {
      for (const concept of meanings[id] ?? []) {
        if (seen[concept] !== round) {
          seen[concept] = round;
          found(concept);
        }
      }
    });
  };
}

/** Puts the words of several languages together. */
export function createLexicon(data: readonly LexiconData[]): Lexicon {
  const names = [...new Set(data.flatMap(({ concepts }) => Object.keys(concepts)))].toSorted();
  const corrects = trieOf(data.flatMap((one) => one.corrects));
  const opening = trieOf(data.flatMap((one) => one.corrects_opening));
  const chat = trieOf(data.flatMap((one) => one.small_talk));
  const wishes = new Map(
    IDENTITY_WISHES.map((wish) => [
      wish,
      wishFinder(data.flatMap(({ identity }) => identity.wish[wish] ?? [])),
    ]),
  );
  const scopes = SCOPES.toReversed().map(
    (scope) =>
      [scope, trieOf(data.flatMap(({ identity }) => identity.scope[scope] ?? []))] as const,
  );
  const around = data
    .flatMap(({ identity }) => identity.around)
    .toSorted((a, b) => b.length - a.length);
  return {
    conceptNames: names,
    concepts: conceptFinder(data, names),
    urgent: urgentFinder(data),
    whole: new Map(
      LABELS.flatMap((label) =>
        data.flatMap(({ whole }) => (whole[label] ?? []).map((text) => [text, label] as const)),
      ),
    ),
    corrects: (text) => isIn(corrects, text) || opening.longestAt(text, 0) !== undefined,
    takingBack: (text) => opening.longestAt(text, 0)?.end ?? 0,
    affirm: new Set(data.flatMap((one) => one.affirm)),
    deny: new Set(data.flatMap((one) => one.deny)),
    particles: data.flatMap((one) => one.particles).toSorted((a, b) => b.length - a.length),
    repairs: new Map(
      REPAIRS.flatMap((repair) =>
        data.flatMap((one) => one.repair[repair].map((word) => [word, repair] as const)),
      ),
    ),
    aroundRepair: data.flatMap((one) => one.repair.around).toSorted((a, b) => b.length - a.length),
    smallTalk: (text) => isIn(chat, text),
    resumes: wishFinder(data.map(({ resume }) => resume)),
    asksBasis: wishFinder(data.map(({ basis }) => basis)),
    wishes: (wish, text) => wishes.get(wish)?.(text) === true,
    scopes: (text) => scopes.flatMap(([scope, trie]) => (isIn(trie, text) ? [scope] : [])),
    withoutIdentityWords: (word) => without(word, around),
    choiceBefore: new Set(data.flatMap((one) => one.choice.before)),
    choiceAfter: new Set(data.flatMap((one) => one.choice.after)),
  };
}
