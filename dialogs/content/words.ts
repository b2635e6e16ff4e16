import { IntlMessageFormat } from 'intl-messageformat';
import type { PlanPart } from '#domain/commitment.ts';
import { type Fen, formatYuan } from '#domain/money.ts';
import type { BillLine, Months, SlotValue } from '#domain/speech.ts';
import { type LocalDate, weekday } from '#domain/time.ts';
import type { Words } from './schema/wording.ts';

/** Values of a message: text or a number to count by. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A message compiled once. */
export interface Message {
  /** Names of the values it needs. */
  readonly slots: readonly string[];
  /** @throws Error when a value is missing. */
  format(values: MessageValues): string;
}

const ARGUMENT = /[{}<>']/u;

/** Compiles an ICU message; a text without arguments costs nothing to format. */
export function compileMessage(text: string, locale: string): Message {
  if (!ARGUMENT.test(text)) return { slots: [], format: () => text };
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  return {
    slots: [...new Set(argumentsOf(message.getAst()))],
    format: (values) => String(message.format({ ...values })),
  };
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Kinds of message element that need no value: literals and the number sign of a plural. */
const LITERAL = 0;
const POUND = 7;

function argumentsOf(elements: Elements): string[] {
  return elements.flatMap((element) => {
    if (element.type === LITERAL || element.type === POUND) return [];
    const options = 'options' in element ? Object.values(element.options) : [];
    return [element.value, ...options.flatMap((option) => argumentsOf(option.value))];
  });
}

/** Writes typed values in the words of one language. */
export class WordBook {
  readonly #words: Words;
  readonly #compiled = new Map<string, Message>();
  readonly #locale: string;

  constructor(words: Words, locale: string) {
    this.#words = words;
    this.#locale = locale;
  }

  /** A shared message by its key. */
  say(key: Exclude<keyof Words, 'choices' | 'weekdays' | 'months'>, values: MessageValues): string {
    const known = this.#compiled.get(key);
    if (known) return known.format(values);
    const message = compileMessage(this.#words[key], this.#locale);
    this.#compiled.set(key, message);
    return message.format(values);
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

  parts(parts: readonly PlanPart[]): string {
    return parts
      .map(({ n, due, amount }) => {
        const values = { n: String(n), day: this.day(due), sum: this.sum(amount) };
        return this.say('part-line', values);
      })
      .join('\n');
  }

  /** A slot in words, with every figure in it that the guard may find again. */
  slot(slot: SlotValue): { readonly text: string; readonly known: readonly string[] } {
    switch (slot.kind) {
      case 'text':
      case 'link':
        return alone(slot.value);
      case 'sum':
        return alone(this.sum(slot.value));
      case 'day':
        return alone(this.day(slot.value));
      case 'count':
        return alone(String(slot.value));
      case 'months':
        return alone(this.months(slot.value));
      case 'bill':
        return alone(this.bill(slot.value));
      case 'parts':
        return alone(this.parts(slot.value));
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

function alone(text: string) {
  return { text, known: [text] };
}
