import type { Label } from '#domain/label.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import { REQUESTS, type RequestKind, type Right } from '#domain/right.ts';
import type { Slots } from '#domain/speech.ts';
import type { Understanding } from '#domain/understanding.ts';
import { answerBy } from '#policy/answer-by.ts';
import { rightIn, topicOfRight } from '#policy/right.ts';
import { chargesAtHand } from './account.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type Turn, end, wait } from './turn.ts';

/** From here on somebody who asks for a person, or is beside themselves, is not told about data first. */
const SURE = 0.95;

/** What goes before a question about data: whoever is in danger, wants a person, or is none of ours. */
const LEADING: readonly Label[] = ['human_request', 'hostile'];

/**
 * Which right over their own data the resident asks for, if that is what the turn is about. That a name or phone on
 * record is wrong is often heard as a wrong person; who says what is wrong is the right one.
 */
export function rightAsked({ event, heard, catalogue }: Turn): Right | undefined {
  if (event.type !== 'said' || !heard) return undefined;
  const right = rightIn(event.text, catalogue.topics);
  return right === undefined || isOutranked(right, heard) ? undefined : right;
}

function isOutranked(right: Right, { label, also, confidence }: Understanding): boolean {
  if (label === 'vulnerable' || also.includes('vulnerable')) return true;
  if (label === 'tenant_or_third_party') return right !== 'correct';
  return LEADING.includes(label) && confidence >= SURE;
}

/** What is said and recorded where a right is asked for that needs no asking back. */
export function answerRight(turn: Turn, right: Right): Effect[] {
  const unproven = right === 'see' && rightsOf(turn.facts.binding).hears !== 'all';
  return [
    ...confusedTimes(0),
    ...request(REQUESTS.find((one) => one === right)),
    ...(unproven ? speak(turn, 'right:see-unproven') : answer(turn, right)),
  ];
}

/**
 * What a resident asks about their own data. Nothing of a home is said below verified; what a colleague has to do is
 * recorded and dated. Only an erasure is asked back about, because it cannot be undone; reminders stop at once, for who
 * wants to be forgotten does not want to be reminded.
 */
export const rights: Flow = {
  id: 'rights',
  takes: (turn) => (turn.heard?.answer ?? null) !== null || rightAsked(turn) === 'erase',
  steps: [
    (turn) => {
      const right = rightAsked(turn) ?? 'see';
      if (right !== 'erase') return end(answerRight(turn, right));
      const silence: Effect[] = turn.facts.contact.optedOut ? [] : [{ do: 'opt-out' }];
      const asks: Effect[] = [{ do: 'remember', memory: { question: null } }];
      return wait({}, silence, confusedTimes(0), asks, answer(turn, right));
    },
    (turn) =>
      turn.heard?.answer === 'no'
        ? end(confusedTimes(0), speak(turn, 'right:erase-dropped'))
        : end(confusedTimes(0), request('erase'), speak(turn, 'right:erase-taken', days(turn))),
  ],
};

function request(kind: RequestKind | undefined): Effect[] {
  return kind === undefined ? [] : [{ do: 'take-request', kind }];
}

function answer(turn: Turn, right: Right): Effect[] {
  return speak(turn, `topic:${topicOfRight(right)}`, { ...days(turn), ...stored(turn) });
}

function days(turn: Turn): Slots {
  return { answerBy: { kind: 'day', value: answerBy(turn.today) } };
}

/** What is stored about a home and its people, in figures. */
function stored(turn: Turn): Slots {
  const { facts } = turn;
  const kept: Slots = { years: { kind: 'count', value: facts.estate.policy.chatYears } };
  if (!facts.home || rightsOf(facts.binding).hears !== 'all') return kept;
  const [asOf] = chargesAtHand(turn)
    .map((charge) => charge.asOf)
    .toSorted();
  return {
    ...kept,
    count: { kind: 'count', value: facts.home.promises.length },
    people: { kind: 'count', value: facts.home.people },
    ...(asOf !== undefined && { asOf: { kind: 'day', value: asOf } }),
  };
}
