import type { Content } from '#content/load.ts';
import type { Script } from '#domain/content.ts';
import type { Facts } from '#domain/facts.ts';
import { fen, splitFen } from '#domain/money.ts';
import type { SlotValue, Slots, Speech } from '#domain/speech.ts';
import { type Instant, type LocalDate, addDays } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { accountView, baseSlots, sumAtHand } from '#flows/account.ts';
import { guard } from '#policy/guard.ts';
import { presentStage } from '#policy/stage.ts';
import type { WordingPlace } from '#ports/store/wordings.ts';

/** One wording as a resident would read it, or what it lacks for that. */
export interface Sample {
  readonly text: string | null;
  readonly missing: string | null;
  /** Rules of the guard that the filled text breaks. */
  readonly rules: readonly string[];
}

/** Puts one wording into words with the facts of an account, whether or not the script would be chosen for it. */
export function sampleOf(
  content: Content,
  script: Script,
  { locale, variant }: WordingPlace,
  facts: Facts,
  now: Instant,
): Sample {
  const today = dateAt(now, facts.estate.timezone);
  const speech: Speech = {
    script: script.id,
    variant,
    locale,
    introduce: false,
    slots: { ...passing(facts, today), ...baseSlots({ facts, today }) },
    selection: {
      trigger: script.on[0] ?? '',
      asked: script.category,
      from: script.category,
      stage: presentStage(facts, today) ?? 'courtesy',
      account: accountView({ facts, today }),
      times: 0,
      decided: 'only',
      alternatives: [],
    },
  };
  const rendered = content.render(speech, today);
  if (!rendered.ok) return { text: null, missing: rendered.missing, rules: [] };
  const { wording } = rendered;
  const { rules } = guard(wording, content.catalogue.refusals, { checkFigures: true });
  return { text: wording.text, missing: null, rules };
}

const AREA = 8587;
const RATE = 25_000;
const text = (value: string): SlotValue => ({ kind: 'text', value });

/** Values that a conversation gives on its way, made up: a day, a part, a code. */
function passing(facts: Facts, today: LocalDate): Slots {
  const total = sumAtHand({ facts, today });
  const [charge] = facts.home?.charges ?? [];
  const range = { from: charge?.from ?? '2025-07', to: charge?.to ?? '2025-12' };
  const { room, owner } = facts.home?.household ?? { room: '', owner: '' };
  const [first = fen(0), second = fen(0)] = splitFen(total, 2);
  const basis = { ...range, item: charge?.item ?? '', area: AREA, rate: RATE, months: 6 };
  return {
    day: { kind: 'day', value: addDays(today, 3) },
    answerBy: { kind: 'day', value: addDays(today, 1) },
    asOf: { kind: 'day', value: today },
    sum: { kind: 'sum', value: total },
    count: { kind: 'count', value: 2 },
    people: { kind: 'count', value: 1 },
    years: { kind: 'count', value: facts.estate.policy.chatYears },
    parts: {
      kind: 'parts',
      value: [
        { n: 1, due: addDays(today, 7), amount: first },
        { n: 2, due: addDays(today, 37), amount: second },
      ],
    },
    basis: { kind: 'basis', value: [{ ...basis, amount: total }] },
    older: { kind: 'months', value: [{ from: '2021-07', to: '2021-12' }] },
    example: text('3-2-1101'),
    never: text('0 1 O I L S U'),
    code: text('A2B3C-4D5E6'),
    scope: text('bill'),
    homes: text(`1. ${room}`),
    who: text(owner),
    payers: text('none'),
    viewers: text('none'),
    speakers: text(owner),
  };
}
