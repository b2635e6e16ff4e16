import { randomUUID } from 'node:crypto';
import { dueBy, openAmount, totalOpen } from '#domain/arrears.ts';
import { statuteId } from '#domain/category.ts';
import type { Catalogue } from '#domain/content.ts';
import { demandable } from '#domain/demandable.ts';
import type { HouseholdFacts } from '#domain/facts.ts';
import type { Charge } from '#domain/household.ts';
import { formatYuan } from '#domain/money.ts';
import { isQuotable } from '#domain/quotable.ts';
import { type Instant, type LocalDate, addDays } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { Fault } from '#errors';
import { guard } from '#policy/guard.ts';
import { letterRefusals } from '#policy/letter-gate.ts';
import type { Account } from '../find-account.ts';
import type { PaperWords } from '../paper-words.ts';
import { capitalSum } from './capital-sum.ts';
import type { Letter } from './letter.ts';

/** What a letter rests on, quoted word for word: that a property company may give notice with reasonable time. */
const LAW = { statute: statuteId('MFD-944'), paragraph: 2 } as const;

/** Reasonable time to pay or to object, in days from the day of the letter. */
const REPLY_DAYS = 15;

export interface LetterParts {
  readonly words: PaperWords;
  readonly catalogue: Catalogue;
  readonly now: Instant;
}

/** A letter with what the ledger notes of it. */
export interface MadeLetter {
  readonly letter: Letter;
  readonly charges: readonly Charge[];
  /** Open charges that are due and left out because their limitation has run out. */
  readonly leftOut: readonly Charge[];
  readonly replyBy: LocalDate;
}

/**
 * The formal letter to a household on what is due and may be demanded.
 * @throws Fault PAPER_REFUSED with the reasons when no letter may be written now.
 */
export function makeLetter(
  { estate, household }: Account,
  home: HouseholdFacts,
  { words, catalogue, now }: LetterParts,
): MadeLetter {
  const refusals: string[] = letterRefusals({ facts: { estate, home }, now });
  if (household.suspended) refusals.unshift('suspended');
  if (refusals.length > 0) refuse(household.room, refusals, words);

  const date = dateAt(now, estate.timezone);
  const charges = demanded(home, date);
  const replyBy = addDays(date, REPLY_DAYS);
  const number = `${date.replaceAll('-', '')}-${randomUUID().slice(0, 8).toUpperCase()}`;
  const total = totalOpen(charges);
  const asOf = charges.map((charge) => charge.asOf).toSorted()[0] ?? date;
  const law = quotation(catalogue, date, words);
  const values = {
    number,
    company: estate.company,
    estate: estate.name,
    office: estate.office,
    steward: estate.steward,
    hours: estate.staffHours,
    owner: household.owner,
    room: household.room,
    date: dayText(date, words),
    asOf: dayText(asOf, words),
    replyBy: dayText(replyBy, words),
    total: words.book.sum(total),
    capital: capitalSum(total, words.capital),
    count: String(charges.length),
    law,
    link: estate.payLink?.replaceAll('{account}', encodeURI(household.room)) ?? '',
  };
  const say = (...keys: readonly string[]) => keys.map((key) => words.say(`letter.${key}`, values));
  const rows = charges.map((charge) => rowOf(charge, words));
  const letter: Letter = {
    number,
    date,
    head: { company: estate.company, estate: estate.name, office: estate.office },
    title: words.say('letter.title'),
    reference: say('reference').join(''),
    addressee: say('addressee').join(''),
    opening: say('greeting', 'facts'),
    table: { heads: say('item', 'period', 'due', 'amount', 'paid', 'open'), rows },
    total: say('total', 'asOf'),
    closing: [
      ...say('demand', estate.payLink === null ? 'payOffice' : 'payLink'),
      ...say('objection', 'contact', 'law', 'close'),
    ],
    signature: say('seal', 'handler', 'signed'),
    slip: say('slipTitle', 'slipFor', 'slipReceived', 'slipHow', 'slipBy'),
    foot: (page, pages) =>
      words.say('letter.foot', { number, page: String(page), pages: String(pages) }),
  };
  const known = [...Object.values(values), ...rows.flat()];
  checkWords(letter, law, known, catalogue, household.room);
  const due = dueBy(home.charges, date);
  return {
    letter,
    charges,
    leftOut: due.filter(({ id }) => !charges.some((one) => one.id === id)),
    replyBy,
  };
}

/** What a letter of a day asks for: what is due and has not run out. */
export function demanded(home: HouseholdFacts, date: LocalDate): Charge[] {
  return dueBy(demandable(home), date);
}

function refuse(account: string, reasons: readonly string[], words: PaperWords): never {
  const why = reasons.map((reason) => words.label('withheld', reason)).join(', ');
  throw new Fault('PAPER_REFUSED', { account, reasons: reasons.join(', '), why });
}

function dayText(day: LocalDate, words: PaperWords): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return words.say('letter.day', { year, month: String(Number(month)), day: String(Number(date)) });
}

function rowOf(charge: Charge, words: PaperWords): string[] {
  const { item, due, amount, paid } = charge;
  return [
    item,
    words.book.months([charge]),
    due,
    formatYuan(amount),
    formatYuan(paid),
    formatYuan(openAmount(charge)),
  ];
}

function quotation({ statutes }: Catalogue, date: LocalDate, words: PaperWords): string {
  const statute = statutes.get(LAW.statute);
  const text = statute?.text.split('\n')[LAW.paragraph - 1]?.trim();
  if (!statute || text === undefined || !isQuotable(statute, date)) {
    throw new Fault('CATALOGUE_INVALID', { statute: LAW.statute, right: 'an article in force' });
  }
  return words.book.say('quotation', { title: statute.title, article: statute.article, text });
}

/** No text of a letter is beyond the speech guard; one that it refuses is no letter. */
function checkWords(
  letter: Letter,
  law: string,
  known: readonly string[],
  { refusals }: Catalogue,
  account: string,
): void {
  const texts = [
    letter.reference,
    letter.addressee,
    ...letter.opening,
    ...letter.table.rows.map((row) => row.join(' ')),
    ...letter.total,
    ...letter.closing,
    ...letter.slip,
  ];
  for (const text of texts) {
    const wording = { text, citations: [LAW.statute], quotations: [law], known };
    const { ok, rules } = guard(wording, refusals, { checkFigures: true });
    if (!ok) {
      const right = 'words in letter.yaml and in the bills that the guard lets pass';
      throw new Fault('PAPER_REFUSED', {
        account,
        reasons: 'guard',
        rules: rules.join(', '),
        right,
      });
    }
  }
}
