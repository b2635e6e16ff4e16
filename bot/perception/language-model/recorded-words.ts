import { formatYuan } from '#domain/money.ts';
import type { Recorded } from '#ports/recorded.ts';
import type { ModelWords } from './model-words.ts';

/** Puts what the books say into the words a language model is given. */
export function recordedWords({ recorded, reasons }: ModelWords['summary'], one: Recorded): string {
  switch (one.kind) {
    case 'open':
      return filled(recorded.open, { sum: formatYuan(one.sum) });
    case 'promise':
      return one.sum === null
        ? filled(recorded.promise, { due: one.due })
        : filled(recorded['promise-of'], { due: one.due, sum: formatYuan(one.sum) });
    case 'claim':
      return recorded.claim;
    case 'plan':
      return filled(recorded.plan, { parts: String(one.parts), sum: formatYuan(one.sum) });
    case 'dispute':
      return filled(recorded.dispute, { cause: reasons[one.cause] });
  }
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (slot, name: string) => values[name] ?? slot);
}
