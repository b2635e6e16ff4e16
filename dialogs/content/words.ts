import type { PlanPart } from '#domain/commitment.ts';
import { type Fen, formatYuan } from '#domain/money.ts';
import type { BasisLine, BillLine, Months, SlotValue } from '#domain/speech.ts';
import { type LocalDate, weekday } from '#domain/time.ts';
import { type Message, type MessageValues, compileMessage } from './message.ts';
import { WORD_VALUES, type WordKey, type Words } from './schema/wording.ts';

/** Hundredths of a square metre, ten-thousandths of a yuan. */
const AREA_UNIT = 100;
const RATE_UNIT = 10_000;

/** Writes typed values in the words of one language. */
export class WordBook {
  readonly #words: Words;
  readonly #messages: ReadonlyMap<WordKey, Message>;

  /** @throws Error when a message cannot be read. */
  constructor(words: Words, locale: string) {
    this.#words = words;
    this.#messages = new Map(
      wordKeys().map((key) => [key, compileMessage(words[key], locale)] as const),
    );
  }

  /** A shared message by its key. @throws Error when a value it needs is missing. */
  say(key: WordKey, values: MessageValues): string {
    return this.#messages.get(key)?.format(values) ?? '';
  }

  /** The words of a numbered choice; undefined when the language lacks them. */
  choice(key: string): string | undefined {
    return this.#words.choices[key];
  }

  /** A sum as residents read it, as `1288.05元`. */
  sum(amount: Fen): string {
    return this.say('sum', { yuan: formatYuan(amount) });
  }

  day(date: LocalDate): string {
    const [year = '', month = '', day = ''] = date.split('-');
    return this.say('day', {
      year,
      month: this.#month(month),
      day: String(Number(day)),
      weekday: this.#words.weekdays[weekday(date) - 1] ?? '',
    });
  }

  months(periods: readonly Months[]): string {
    return periods.map((period) => this.#range(period)).join(this.#words['months-join']);
  }

  bill(lines: readonly BillLine[]): string {
    return lines
      .map((line) => {
        const { item, open } = line;
        return this.say('bill-line', { item, months: this.#range(line), sum: this.sum(open) });
      })
      .join('\n');
  }

  /** How charges come about; area and rate without the noughts that say nothing. */
  basis(lines: readonly BasisLine[]): string {
    return lines
      .map((line) => {
        const { item, area, rate, months, amount } = line;
        return this.say('basis-line', {
          item,
          months: this.#range(line),
          area: String(area / AREA_UNIT),
          rate: String(rate / RATE_UNIT),
          count: String(months),
          sum: this.sum(amount),
        });
      })
      .join('\n');
  }

  parts(parts: readonly PlanPart[]): string {
    return parts
      .map(({ n, due, amount }) => {
        const values = { n: String(n), day: this.day(due), sum: this.sum(amount) };
        return this.say('part-line', values);
      })
      .join('\n');
  }

  /** A slot in words. */
  slot(slot: SlotValue): string {
    switch (slot.kind) {
      case 'text':
      case 'link':
        return slot.value;
      case 'sum':
        return this.sum(slot.value);
      case 'day':
        return this.day(slot.value);
      case 'count':
        return String(slot.value);
      case 'months':
        return this.months(slot.value);
      case 'bill':
        return this.bill(slot.value);
      case 'basis':
        return this.basis(slot.value);
      case 'parts':
        return this.parts(slot.value);
    }
  }

  #month(month: string): string {
    return this.#words.months[Number(month) - 1] ?? month;
  }

  #range({ from, to }: Months): string {
    const [fromYear = '', fromMonth = ''] = from.split('-');
    const [toYear = '', toMonth = ''] = to.split('-');
    const ends = {
      fromYear,
      toYear,
      fromMonth: this.#month(fromMonth),
      toMonth: this.#month(toMonth),
    };
    if (from === to) return this.say('months-one', ends);
    return this.say(fromYear === toYear ? 'months-range' : 'months-range-years', ends);
  }
}

/** Every key of {@link WORD_VALUES}. */
export function wordKeys(): WordKey[] {
  return Object.keys(WORD_VALUES).filter((key): key is WordKey => key in WORD_VALUES);
}
