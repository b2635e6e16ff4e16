import type { Label } from '#domain/label.ts';
import { type Fen, fen } from '#domain/money.ts';
import { type LocalDate, localDate } from '#domain/time.ts';
import { accountView, sumAtHand } from './account.ts';
import { type NamedPayment, namedPayment } from './named-payment.ts';
import { commitmentNeedsPerson } from './older.ts';
import { ask, planSlots } from './question.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type StepResult, type Turn, end, go } from './turn.ts';

/** Labels beside which a day or a sum answers the question; with any other it belongs to something else. */
const ANSWERS: readonly Label[] = [
  'promise',
  'busy_later',
  'forgot',
  'thanks_ok',
  'greeting',
  'instalment_request',
  'hardship',
  'other',
];

function openPromise(turn: Turn) {
  return turn.facts.home?.promises.findLast(({ status }) => status === 'open');
}

function record(turn: Turn, due: LocalDate, amount: Fen | null): Effect[] {
  const { home } = turn.facts;
  // A day that has passed was broken, whatever is promised now.
  const lapsed = (home?.promises ?? []).filter(
    (one) => one.status === 'open' && one.due < turn.today,
  );
  const earlier = openPromise(turn);
  return [
    ...confusedTimes(0),
    ...lapsed.map(({ id }): Effect => ({ do: 'break-promise', promiseId: id })),
    ...(home?.plan?.status === 'proposed'
      ? [{ do: 'cancel-plan', planId: home.plan.id } as const]
      : []),
    { do: 'record-promise', due, amount },
    ...speak(
      turn,
      earlier && earlier.due >= turn.today ? 'promise:corrected' : 'promise:recorded',
      {
        day: { kind: 'day', value: due },
        sum: { kind: 'sum', value: amount ?? sumAtHand(turn) },
      },
    ),
  ];
}

/** Takes a day that was named: counts it, reads it back first, or asks again. */
function take(turn: Turn, due: LocalDate, { amount, isShare, unsure }: NamedPayment): StepResult {
  const kept = amount === null ? {} : { amount };
  if (due < turn.today) return ask(turn, 'promise:past', { ...kept, day: due });
  if (isShare) return ask(turn, 'share:check', { ...kept, day: due });
  if (unsure) return ask(turn, 'promise:unsure', { ...kept, day: due });
  return end(record(turn, due, amount));
}

/** What an answer to the read-back of a day comes to; null where it was none. */
function confirmed(turn: Turn): StepResult | null {
  const { day, amount } = turn.slots;
  const answer = turn.heard?.answer ?? null;
  if (answer === null) return null;
  const known = typeof day === 'string' ? localDate(day) : null;
  if (known !== null && known >= turn.today && answer === 'yes') {
    return end(record(turn, known, typeof amount === 'number' ? fen(amount) : null));
  }
  if (answer === 'yes') return null;
  // A no to the read-back asks for the right day; a no to the day itself is left in peace.
  return known === null
    ? end(confusedTimes(0), speak(turn, 'skip'))
    : ask(turn, 'promise:ask-day', {});
}

/** Takes down a promise to pay; a later day simply replaces it. */
export const promise: Flow = {
  id: 'promise',
  takes: ({ heard, slots }) => {
    if (!heard || heard.smallTalk) return false;
    if (heard.answer !== null) return heard.answer === 'no' || typeof slots['day'] === 'string';
    const named = heard.days.length > 0 || heard.amounts.length > 0 || heard.share !== null;
    return named && ANSWERS.includes(heard.label);
  },
  steps: [
    (turn) => {
      const withPerson = commitmentNeedsPerson(turn);
      if (withPerson) return withPerson;
      const { plan } = turn.facts.home ?? {};
      // Nothing is due, so nothing can be promised: that is what the script says then.
      if (!accountView(turn).owing) return end(confusedTimes(0), speak(turn, 'promise:recorded'));
      if (plan?.status === 'agreed') {
        return end(confusedTimes(0), speak(turn, 'plan:agreed', planSlots(plan)));
      }
      const named = namedPayment(turn);
      if (named.due !== null) return take(turn, named.due, named);
      const answered = confirmed(turn);
      if (answered) return answered;
      const earlier = openPromise(turn);
      if (named.amount !== null && turn.heard?.corrects === true && earlier) {
        return take(turn, earlier.due, named);
      }
      if (named.amount !== null) return ask(turn, 'share:ask-day', { amount: named.amount });
      const { asks } = turn.slots;
      return ask(turn, typeof asks === 'string' ? asks : 'promise:ask-day', {});
    },
    (turn) => go('promise', turn.slots),
  ],
};
