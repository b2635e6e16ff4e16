import type { Content } from '#content/load.ts';
import { openAmount, periodsOf, totalOpen } from '#domain/arrears.ts';
import type { Estate } from '#domain/estate.ts';
import type { Charge, Household } from '#domain/household.ts';
import { type Fen, formatYuan, parseYuan } from '#domain/money.ts';
import type { Months, SlotValue } from '#domain/speech.ts';
import { type LocalDate, isLocalDate } from '#domain/time.ts';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/u;

/** What stands behind a day in words, as the day of the week. */
const ASIDE = /\s*[\uFF08(].*$/u;

/** Every way in which a text may say what an account holds: the sums, days, periods, room and link of it, in all languages. */
export class KnownFigures {
  readonly #content: Content;
  readonly #known = new Set<string>();

  constructor(content: Content) {
    this.#content = content;
  }

  get all(): readonly string[] {
    return [...this.#known];
  }

  /** What the books hold of a household. */
  household({ room, owner }: Household, charges: readonly Charge[], estate: Estate): this {
    const { name, company, office, staffHours, payLink } = estate;
    for (const text of [room, owner, name, company, office, staffHours]) this.#known.add(text);
    if (payLink !== null) this.#known.add(payLink.replaceAll('{account}', encodeURI(room)));
    for (const charge of charges) {
      for (const amount of [charge.amount, charge.paid, openAmount(charge)]) this.#sum(amount);
      this.#day(charge.due);
      this.#months([charge]);
    }
    this.#sum(totalOpen(charges));
    this.#months(periodsOf(charges));
    return this;
  }

  /** An account given as any JSON value: each number is a sum of yuan, each text a day, a month, a sum, or itself. */
  given(account: unknown): this {
    if (typeof account === 'number') this.given(account.toFixed(2));
    else if (typeof account === 'string') this.#text(account);
    else if (account !== null && typeof account === 'object') {
      for (const value of Object.values(account)) this.given(value);
    }
    return this;
  }

  #text(text: string): void {
    const amount = parseYuan(text);
    if (isLocalDate(text)) this.#day(text);
    else if (MONTH.test(text)) this.#months([{ from: text, to: text }]);
    else if (amount !== undefined) this.#sum(amount);
    if (text.trim() !== '') this.#known.add(text);
  }

  #sum(amount: Fen): void {
    const yuan = formatYuan(amount);
    const [whole = '', decimals] = yuan.split('.');
    const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
    for (const text of [yuan, `${grouped}.${decimals ?? '00'}`]) this.#known.add(text);
    if (decimals === undefined || decimals === '00') {
      for (const text of [whole, grouped]) this.#known.add(text);
    }
    this.#words({ kind: 'sum', value: amount });
  }

  #day(day: LocalDate): void {
    this.#known.add(day);
    this.#words({ kind: 'day', value: day });
  }

  #months(periods: readonly Months[]): void {
    this.#words({ kind: 'months', value: periods });
    for (const { from, to } of periods) {
      for (const end of [from, to]) {
        this.#known.add(end);
        this.#words({ kind: 'months', value: [{ from: end, to: end }] });
      }
      this.#words({ kind: 'months', value: [{ from, to }] });
    }
  }

  #words(value: SlotValue): void {
    for (const locale of this.#content.catalogue.locales) {
      const text = this.#content.say(value, locale);
      if (text === undefined || text === '') continue;
      this.#known.add(text);
      this.#known.add(text.replace(ASIDE, ''));
    }
  }
}
