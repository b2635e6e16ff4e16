import { planStanding } from '#policy/plan-standing.ts';
import { dueBy } from '#domain/arrears.ts';
import { conditionsHold } from '#domain/conditions.ts';
import type { Category } from '#domain/content.ts';
import { demandable } from '#domain/demandable.ts';
import { addDays } from '#domain/time.ts';
import { accountView } from './account.ts';
import { speak } from './speak.ts';
import { type Effect, type Flow, type StepResult, type Turn, end } from './turn.ts';

function afterBrokenPromise(turn: Turn): StepResult {
  const overdue = (turn.facts.home?.promises ?? []).filter(
    ({ status, due }) => status === 'open' && due < turn.today,
  );
  const broken: Effect[] = overdue.map(({ id }) => ({ do: 'break-promise', promiseId: id }));
  const day = overdue.at(-1)?.due ?? turn.today;
  const slots = { day: { kind: 'day', value: day } } as const;
  const found = afterSeveral(turn, overdue.length);
  if (!found) return end(broken, speak(turn, 'remind:promise-broken', slots));
  return end(
    broken,
    [
      { do: 'categorise', category: found.id, why: 'promises broken' },
      { do: 'remember', memory: { category: found.id } },
      { do: 'call-colleague', kind: 'promises-broken', queue: 'service' },
    ],
    speak(turn, 'remind:promise-broken', slots, found.id),
  );
}

/** The category for households that broke several promises, these included, where the data have one that fits. */
function afterSeveral(turn: Turn, these: number): Category | undefined {
  const before = accountView(turn);
  const account = { ...before, brokenPromises: before.brokenPromises + these };
  return [...turn.catalogue.categories.values()].find(
    ({ labels, when }) =>
      labels.includes('promise') &&
      when.brokenPromises?.min !== undefined &&
      conditionsHold(when, account),
  );
}

function beforeInstalment(turn: Turn): StepResult {
  const tomorrow = addDays(turn.today, 1);
  const { home, estate } = turn.facts;
  if (!home?.plan) return end();
  const { open } = planStanding(home.plan, demandable(home), estate.policy, turn.today);
  const part = open.find(({ due }) => due >= tomorrow);
  if (!part) return end();
  return end(
    speak(turn, 'remind:instalment', {
      day: { kind: 'day', value: part.due },
      sum: { kind: 'sum', value: part.amount },
    }),
  );
}

/** Opens a conversation about what is due; the gate has let it through. */
export const remind: Flow = {
  id: 'remind',
  steps: [
    (turn) => {
      if (turn.event.type !== 'reminder-due') return end();
      switch (turn.event.reason) {
        case 'promise-broken':
          return afterBrokenPromise(turn);
        case 'instalment':
          return beforeInstalment(turn);
        case 'open-question':
          // Nobody waits any more: there is no question to come back to.
          return end();
        case 'silence':
          return end(speak(turn, 'remind:silence'));
        case 'stage': {
          // Before the due day only the pre-due note is right, whatever was agreed on the stage.
          const { home } = turn.facts;
          const overdue = dueBy(home ? demandable(home) : [], addDays(turn.today, -1));
          const stage = overdue.length > 0 ? turn.stage : 'pre-due';
          return end(speak({ ...turn, stage }, 'remind'));
        }
      }
    },
  ],
};
