import type { Fen } from '#domain/money.ts';

/** Characters of sums in words that nobody can alter with a stroke; they belong to the language. */
export interface CapitalWords {
  /** Ten digits, from zero. */
  readonly digits: string;
  /** Units within four digits from the right: nothing for one, then ten, hundred, thousand. */
  readonly places: readonly [string, string, string, string];
  /** Units of groups of four digits from the right: nothing, then ten thousand, hundred million, a million million. */
  readonly groups: readonly [string, string, string, string];
  readonly yuan: string;
  readonly jiao: string;
  readonly fen: string;
  /** Stands after whole yuan. */
  readonly whole: string;
}

/**
 * A sum of 0 or more in bankers' writing, by the rules for filling in bills of the People's Bank of China: a gap of zeros is
 * said once, whole yuan end in the word for whole.
 */
export function capitalSum(amount: Fen, words: CapitalWords): string {
  const { yuan, jiao, fen, whole } = words;
  const zero = digit(words, 0);
  const whole_ = Math.floor(amount / 100);
  const [tens, ones] = [Math.floor((amount % 100) / 10), amount % 10];
  const head = whole_ === 0 ? '' : `${integer(whole_, words)}${yuan}`;
  if (tens === 0 && ones === 0) return `${head || `${zero}${yuan}`}${whole}`;
  const gap = tens === 0 && head !== '' ? zero : '';
  return [
    head,
    tens > 0 ? `${digit(words, tens)}${jiao}` : gap,
    ones > 0 ? `${digit(words, ones)}${fen}` : '',
  ].join('');
}

function integer(value: number, words: CapitalWords): string {
  const zero = digit(words, 0);
  let text = '';
  let gap = false;
  for (let group = words.groups.length - 1; group >= 0; group -= 1) {
    const part = Math.floor(value / 10_000 ** group) % 10_000;
    if (part === 0) {
      gap = text !== '';
      continue;
    }
    if (text !== '' && (gap || part < 1000)) text += zero;
    text += four(part, words) + (words.groups[group] ?? '');
    gap = false;
  }
  return text;
}

function four(part: number, words: CapitalWords): string {
  const zero = digit(words, 0);
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const value = Math.floor(part / 10 ** place) % 10;
    if (value === 0) {
      gap = text !== '';
      continue;
    }
    text += (gap ? zero : '') + digit(words, value) + (words.places[place] ?? '');
    gap = false;
  }
  return text;
}

function digit({ digits }: CapitalWords, value: number): string {
  return [...digits][value] ?? '';
}
