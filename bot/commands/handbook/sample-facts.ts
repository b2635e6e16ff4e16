import { fen } from '#domain/money.ts';
import type { SlotValue, Slots } from '#domain/speech.ts';
import { localDate } from '#domain/time.ts';
import type { HandbookWords } from './handbook-words.ts';

/** The day on which the samples are said; fixed, so that the page is the same on every day. */
export const SAMPLE_DAY = localDate('2026-03-03');

const HALF_YEAR = { from: '2025-07', to: '2025-12' };
const WHOLE = fen(128_805);
const PARTS = [
  { n: 1, due: localDate('2026-03-10'), amount: fen(64_403) },
  { n: 2, due: localDate('2026-04-10'), amount: fen(64_402) },
];

/** 85.87 m² at 2.5 yuan a month for six months. */
const BASIS = {
  ...HALF_YEAR,

  area: 8587,
  rate: 25_000,
  months: 6,
  amount: WHOLE,
};

/**
 * Plausible facts for every slot a script may use: half a year's fee, two parts, a promised Friday. A note before
 * the due day has its bill due within days.
 */
export function sampleSlots(words: HandbookWords, trigger: string, preDue: boolean): Slots {
  const text = (key: string): SlotValue => ({ kind: 'text', value: words.t(`sample.${key}`) });
  const instalment = trigger === 'remind:instalment';
  return {
    company: text('company'),
    estate: text('estate'),
    steward: text('steward'),
    office: text('office'),
    staffHours: text('staffHours'),
    room: text('room'),
    owner: text('owner'),
    due: { kind: 'day', value: localDate(preDue ? '2026-03-06' : '2025-12-31') },
    total: { kind: 'sum', value: WHOLE },
    months: { kind: 'months', value: [HALF_YEAR] },
    bill: {
      kind: 'bill',
      value: [{ item: words.t('sample.item'), ...HALF_YEAR, open: WHOLE }],
    },
    payLink: { kind: 'link', value: `https://pay.example.com/${words.t('sample.room')}` },
    answerBy: { kind: 'day', value: localDate('2026-03-04') },
    day: { kind: 'day', value: localDate(instalment ? '2026-03-04' : '2026-03-06') },
    sum: { kind: 'sum', value: instalment ? fen(64_403) : WHOLE },
    count: { kind: 'count', value: PARTS.length },
    example: { kind: 'text', value: '3-2-1101' },
    never: { kind: 'text', value: '0 1 O I L S U' },
    code: { kind: 'text', value: 'A2B3C-4D5E6' },
    scope: { kind: 'text', value: 'bill' },
    homes: { kind: 'text', value: '1. 3-2-1101\n2. 3-2-1102' },
    who: text('owner'),
    payers: { kind: 'text', value: 'none' },
    viewers: { kind: 'text', value: 'none' },
    speakers: text('owner'),
    parts: { kind: 'parts', value: PARTS },
    basis: { kind: 'basis', value: [{ ...BASIS, item: words.t('sample.item') }] },
    asOf: { kind: 'day', value: localDate('2026-03-02') },
    people: { kind: 'count', value: 1 },
    years: { kind: 'count', value: 3 },
    older: { kind: 'months', value: [{ from: '2021-07', to: '2021-12' }] },
  };
}
