import type { Fen } from '#domain/money.ts';
import { type LocalDate, localDate } from '#domain/time.ts';
import type { NamedDay } from '#domain/understanding.ts';
import { sumAtHand } from './account.ts';
import { commitmentNeedsPerson } from './older.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type StepResult, type Turn, end, go, wait } from './turn.ts';

function openPromises(turn: Turn): number {
  return (turn.facts.home?.promises ?? []).filter(({ status }) => status === 'open').length;
}

/** The last day named counts: people correct themselves within one message. */
function namedDay(turn: Turn): NamedDay | undefined {
  return turn.heard?.days.at(-1);
}

function record(turn: Turn, due: LocalDate): Effect[] {
  const named: Fen | null = turn.heard?.amounts.at(-1) ?? null;
  const total = sumAtHand(turn);
  const amount = named !== null && named > 0 && named <= total ? named : null;
  return [
    ...confusedTimes(0),
    { do: 'record-promise', due, amount },
    ...speak(turn, openPromises(turn) > 0 ? 'promise:corrected' : 'promise:recorded', {
      day: { kind: 'day', value: due },
      sum: { kind: 'sum', value: amount ?? total },
    }),
  ];
}

/** Takes a day that was named: counts it, reads it back, or asks again. */
function take(turn: Turn, named: NamedDay): StepResult {
  const day = { day: { kind: 'day', value: named.due } } as const;
  if (named.due < turn.today) return wait({}, speak(turn, 'promise:past', day));
  if (named.unsure) return wait({ day: named.due }, speak(turn, 'promise:unsure', day));
  return end(record(turn, named.due));
}

/** Takes down a promise to pay; a later day simply replaces it. */
export const promise: Flow = {
  id: 'promise',
  steps: [
    (turn) => {
      const withPerson = commitmentNeedsPerson(turn);
      if (withPerson) return withPerson;
      const named = namedDay(turn);
      return named ? take(turn, named) : wait({}, speak(turn, 'promise:ask-day'));
    },
    (turn) => {
      // A period may have run out while the question of the day stood open.
      const withPerson = commitmentNeedsPerson(turn);
      if (withPerson) return withPerson;
      const named = namedDay(turn);
      if (named) return named.unsure ? go('promise', {}) : take(turn, named);
      const { day } = turn.slots;
      if (typeof day === 'string' && turn.heard?.answer === 'yes') {
        return end(record(turn, localDate(day)));
      }
      if (typeof day === 'string' && turn.heard?.answer === 'no') {
        return wait({}, speak(turn, 'promise:ask-day'));
      }
      return go('reply', {});
    },
    // Asked again after a no: whatever comes now is looked at afresh.
    (turn) => (namedDay(turn) ? go('promise', {}) : go('reply', {})),
  ],
};
