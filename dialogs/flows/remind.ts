import { dueBy } from '#domain/arrears.ts';
import { demandable } from '#domain/demandable.ts';
import { addDays } from '#domain/time.ts';
import { speak } from './speak.ts';
import { type Effect, type Flow, type StepResult, type Turn, end } from './turn.ts';

function afterBrokenPromise(turn: Turn): StepResult {
  const overdue = (turn.facts.home?.promises ?? []).filter(
    ({ status, due }) => status === 'open' && due < turn.today,
  );
  const broken: Effect[] = overdue.map(({ id }) => ({ do: 'break-promise', promiseId: id }));
  const day = overdue.at(-1)?.due ?? turn.today;
  return end(broken, speak(turn, 'remind:promise-broken', { day: { kind: 'day', value: day } }));
}

function beforeInstalment(turn: Turn): StepResult {
  const tomorrow = addDays(turn.today, 1);
  const part = turn.facts.home?.plan?.parts.find(({ due }) => due >= tomorrow);
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
