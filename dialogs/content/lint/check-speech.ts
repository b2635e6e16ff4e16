import { rowOf } from '../check-wordings.ts';
import type { Message } from '../message.ts';
import { type Subject, type Text, textsOf } from './subject.ts';

/** What stands for a slot while a text is judged: a word, so that nothing grows together across it. */
const STAND_IN = 'X';
const COUNT = 2;

/** Words a text may have: Han characters, and whole words of other scripts. */
const LONGEST = 300;
const WORD = /\p{Script=Han}|[\p{L}\p{N}]+/gu;

/** Figures and links as an author would write them by hand, the plainest first. */
const FIGURES: readonly RegExp[] = [
  /\d[\d.,:/-]*/u,
  /[\u3007\u96F6\u4E00\u4E8C\u4E24\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341\u767E\u5343\u4E07\u534A]+\S/u,
];
const LINKS: readonly RegExp[] = [/https?:\S+|www\.\S+/iu, /[\w-]+\.[a-z]{2,}/iu];

/** What no text may say: refused tactics, figures and links written by hand, and too much at once. */
export function checkSpeech(subject: Subject): void {
  checkExamples(subject);
  for (const text of textsOf(subject.reading)) {
    checkLength(subject, text);
    checkGuard(subject, text);
  }
}

/** The text with a word in place of each slot; undefined where it cannot be formatted. */
export function filled({ slots, format }: Message): string | undefined {
  try {
    return format(
      Object.fromEntries(slots.map((slot) => [slot, slot === 'count' ? COUNT : STAND_IN])),
    );
  } catch {
    return undefined;
  }
}

/** Every refused tactic refuses what its file says it refuses, and lets the harmless pass. */
function checkExamples({ reading, judge }: Subject): void {
  const { reader, refused } = reading;
  for (const { rule, refused: bad, harmless } of refused.examples) {
    const file = `scripts/refusals/${rule}.yaml`;
    for (const [index, text] of bad.entries()) {
      if (judge(text, [], false).includes(rule)) continue;
      const where = ['examples', 'refused', String(index)];
      reader.note(file, 'refusal-example', `no pattern refuses "${text}"`, where);
    }
    for (const [index, text] of harmless.entries()) {
      if (!judge(text, [], false).includes(rule)) continue;
      const where = ['examples', 'harmless', String(index)];
      reader.note(file, 'refusal-example', `a pattern refuses "${text}", which is harmless`, where);
    }
  }
}

function checkLength({ reading }: Subject, { file, where, message }: Text): void {
  const words = message.source.replaceAll(/\{\w+\}/gu, STAND_IN).match(WORD)?.length ?? 0;
  if (words <= LONGEST) return;
  reading.reader.note(
    file,
    'too-long',
    `${where[0]} has ${words} words, more than ${LONGEST}`,
    where,
  );
}

function checkGuard(
  { reading, judge }: Subject,
  { file, where, message, kind, script }: Text,
): void {
  const { reader, refused } = reading;
  const text = filled(message);
  if (text === undefined) return;
  for (const rule of judge(text, [STAND_IN, String(COUNT)], kind === 'reply')) {
    if (rule === 'unknown-figure' || rule === 'unknown-link') {
      const [patterns, id] =
        rule === 'unknown-figure'
          ? ([FIGURES, 'literal-figure'] as const)
          : ([LINKS, 'literal-link'] as const);
      const own = message.source.replaceAll(/\{[^{}]*\}/gu, '');
      const found = patterns.map((pattern) => pattern.exec(own)?.[0]).find(Boolean) ?? '';
      const row = rowOf(message.source, found);
      reader.note(file, id, `${where[0]} writes ${found || 'it'} by hand`, where, {
        row,
        words: found,
      });
      continue;
    }
    const reason = refused.refusals.find((refusal) => refusal.rule === rule)?.reason ?? rule;
    reader.note(file, `guard:${rule}`, `the speech guard refuses ${where[0]}: ${reason}`, where, {
      ...(script && { about: `scripts/${script.id}.yaml` }),
    });
  }
}
