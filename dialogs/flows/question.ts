import type { Trigger } from '#domain/content.ts';
import type { InstalmentPlan } from '#domain/commitment.ts';
import type { Question } from '#domain/conversation.ts';
import { fen } from '#domain/money.ts';
import type { Slots } from '#domain/speech.ts';
import { localDate } from '#domain/time.ts';
import { sumAtHand } from './account.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type FrameSlots, type StepResult, type Turn, wait } from './turn.ts';

/** The triggers that belong to what an open question is after. */
interface Subject {
  /** The question once more, after something else was answered. */
  readonly again: Trigger;
  /** Why it is asked. */
  readonly why: Trigger;
  /** The answer was not understood. */
  readonly unclear: Trigger;
  /** Nothing came: one gentle word days later. */
  readonly later: Trigger;
}

const DAY: Subject = {
  again: 'again:day',
  why: 'why:day',
  unclear: 'unclear:day',
  later: 'remind:open-day',
};
const PARTS: Subject = {
  again: 'again:parts',
  why: 'why:plan',
  unclear: 'unclear:parts',
  later: 'remind:open-plan',
};
const PLAN: Subject = {
  ...PARTS,
  again: 'again:plan',
  why: 'why:proposed',
  unclear: 'unclear:plan',
};

/** What is asked as a yes or no about a day comes again word for word: its figures are the question. */
const SUBJECTS: ReadonlyMap<Trigger, Subject> = new Map([
  ['promise:unsure', { ...DAY, again: 'promise:unsure' }],
  ['share:check', { ...DAY, again: 'share:check' }],
  ['plan:ask-parts', PARTS],
  ['plan:proposed', PLAN],
]);

/** How often an open question comes again after other things were answered. */
const MOST_RETURNS = 2;

function subjectOf({ asks }: Question): Subject {
  return SUBJECTS.get(asks) ?? DAY;
}

/** Asks, and waits for the answer with what the dialog keeps meanwhile. */
export function ask(
  turn: Turn,
  asks: Trigger,
  slots: FrameSlots,
  extra: Slots = {},
  ...effects: readonly (readonly Effect[])[]
): StepResult {
  const question: Question = { asks, slots, returned: 0, followedUp: false };
  return wait(
    slots,
    ...effects,
    confusedTimes(0),
    speak(turn, asks, { ...keptSlots(turn, slots), ...extra }),
    [{ do: 'remember', memory: { question } }],
  );
}

/** Whether the question may come again after one more thing was answered. */
export function mayReturn({ returned }: Question): boolean {
  return returned < MOST_RETURNS;
}

/** The open question again, shortly. */
export function askAgain(turn: Turn, question: Question): Effect[] {
  const returned = { ...question, returned: question.returned + 1 };
  return [...speakOf(turn, question, 'again'), { do: 'remember', memory: { question: returned } }];
}

/** Says what belongs to the open question: why it is asked, that the answer was not clear, a word days later. */
export function speakOf(turn: Turn, question: Question, what: keyof Subject): Effect[] {
  return sayAgain(turn, subjectOf(question)[what], question.slots);
}

/** The open question in full, as it was asked first. */
export function repeatQuestion(turn: Turn, question: Question): Effect[] {
  return sayAgain(turn, question.asks, question.slots);
}

/** Says a trigger once more with the figures of this moment. */
export function sayAgain(turn: Turn, trigger: Trigger, slots: FrameSlots = {}): Effect[] {
  const { plan, promises } = turn.facts.home ?? { plan: null, promises: [] };
  const promised = promises.findLast(({ status }) => status === 'open');
  const kept =
    promised && slots['day'] === undefined
      ? {
          ...slots,
          day: promised.due,
          ...(promised.amount !== null && { amount: promised.amount }),
        }
      : slots;
  return speak(turn, trigger, { ...keptSlots(turn, kept), ...(plan && planSlots(plan)) });
}

/** A plan as its scripts say it. */
export function planSlots({ parts, total }: Pick<InstalmentPlan, 'parts' | 'total'>): Slots {
  return {
    parts: { kind: 'parts', value: parts },
    count: { kind: 'count', value: parts.length },
    total: { kind: 'sum', value: total },
  };
}

function keptSlots(turn: Turn, { day, amount }: FrameSlots): Slots {
  return {
    sum: { kind: 'sum', value: typeof amount === 'number' ? fen(amount) : sumAtHand(turn) },
    ...(typeof day === 'string' && { day: { kind: 'day', value: localDate(day) } as const }),
  };
}
