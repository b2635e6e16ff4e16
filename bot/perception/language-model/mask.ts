import type { Normaliser } from '../normalise.ts';
import type { NameFinder } from './name-grammar.ts';
import { type Hidden, type Kind, KINDS, findNumbers } from './number-grammar.ts';

/** Hides who somebody is in texts that leave the house, and puts it back into what returns. */
export interface Mask {
  /** The same thing gets the same mark in every text. */
  hide(text: string): string;
  /** @returns undefined when there is a mark that this mask did not set. */
  show(text: string): string | undefined;
}

export interface MaskParts {
  readonly normaliser: Normaliser;
  readonly names: NameFinder;
  /** Names, numbers and rooms known beforehand. */
  readonly secrets: readonly string[];
}

/** What is not seen but keeps the digits of a number apart. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}]/gu;
const MARK = /〔[^〔〕]*〕/gu;
/** Digits of a telephone number; rooms have fewer. */
const SHORTEST_PHONE = 7;
/** A secret of one sign would hide half of a language. */
const SHORTEST_SECRET = 2;

/** A mask for one question; what it hides lives as long as the question. */
export function createMask({ normaliser, names, secrets }: MaskParts): Mask {
  const marks = new Map<string, string>();
  const hidden = new Map<string, string>();
  const counts = new Map<Kind, number>();
  const known = secretsFrom(secrets, normaliser, names);

  function markFor(kind: Kind, original: string): string {
    const key = `${kind}:${normaliser.align(original)}`;
    const found = marks.get(key);
    if (found !== undefined) return found;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const mark = `〔${kind}${number}〕`;
    marks.set(key, mark);
    hidden.set(mark, original);
    return mark;
  }

  return {
    hide(given) {
      const text = given.replaceAll(UNSEEN, '').replaceAll('〔', '（').replaceAll('〕', '）');
      const aligned = normaliser.align(text);
      const found = apart([
        ...knownIn(aligned, known),
        ...findNumbers(aligned),
        // Once more with traditional signs brought together, and once with the capitals of Latin names.
        ...[...names.find(text), ...names.find(aligned)].map((span): Hidden => ({
          ...span,
          kind: KINDS[0],
        })),
      ]);
      let out = '';
      let from = 0;
      for (const { kind, start, end } of found) {
        out += text.slice(from, start) + markFor(kind, text.slice(start, end));
        from = end;
      }
      return out + text.slice(from);
    },
    show(text) {
      let whole = true;
      const shown = text.replaceAll(MARK, (mark) => {
        const original = hidden.get(mark);
        if (original === undefined) whole = false;
        return original ?? '';
      });
      return whole && !/[〔〕]/u.test(shown) ? shown : undefined;
    },
  };
}

/** In order; where two meet, all that either covers is hidden as the kind of the first found. */
function apart(found: readonly Hidden[]): Hidden[] {
  const merged: Hidden[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (!last || one.start >= last.end) merged.push(one);
    else merged[merged.length - 1] = { ...last, end: Math.max(last.end, one.end) };
  }
  return merged;
}

interface Secret {
  readonly kind: Kind;
  readonly text: string;
}

/** Each secret as it may be written: whole, by its words, and of a full name the part without the surname. */
function secretsFrom(
  secrets: readonly string[],
  { align }: Normaliser,
  names: NameFinder,
): Secret[] {
  const found: Secret[] = [];
  for (const secret of secrets) {
    const text = align(secret.trim());
    if (text.length < SHORTEST_SECRET) continue;
    const kind = kindOf(text);
    found.push({ kind, text });
    const given = names.givenName(text);
    if (given !== undefined) found.push({ kind, text: given });
    for (const part of text.split(/\s+/u)) {
      if (part.length > SHORTEST_SECRET && part !== text) found.push({ kind, text: part });
    }
  }
  return found.toSorted((a, b) => b.text.length - a.text.length);
}

function kindOf(secret: string): Kind {
  const digits = secret.replaceAll(/\D/gu, '');
  if (digits === '') return '姓名';
  return digits.length >= SHORTEST_PHONE ? '电话' : '房号';
}

function knownIn(aligned: string, known: readonly Secret[]): Hidden[] {
  const found: Hidden[] = [];
  for (const { kind, text } of known) {
    for (let at = aligned.indexOf(text); at !== -1; at = aligned.indexOf(text, at + text.length)) {
      found.push({ kind, start: at, end: at + text.length });
    }
  }
  return found;
}
