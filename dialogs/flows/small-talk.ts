import type { Label } from '#domain/label.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type StepResult, type Turn, end } from './turn.ts';

/** Friendly turns in a row before it is said where the bot can help; after that, talk alone is left unanswered. */
const FRIENDLY_TURNS = 2;

/** A greeting, thanks, or talk for its own sake: two friendly answers in a row, then bounded, a new day begins anew. */
export function smallTalk(turn: Turn, label: Label, settled: readonly Effect[]): StepResult {
  const { memory, today, heard } = turn;
  const before = memory.smallTalk?.on === today ? memory.smallTalk.times : 0;
  const count: Effect[] = [
    ...settled,
    { do: 'remember', memory: { smallTalk: { on: today, times: before + 1 } } },
  ];
  if (before > FRIENDLY_TURNS) return end(count);
  if (before === FRIENDLY_TURNS) {
    return end(count, confusedTimes(0), speak(turn, 'small-talk:enough'));
  }
  const chat = heard?.smallTalk === true && label === 'other';
  return end(count, confusedTimes(0), speak(turn, chat ? 'small-talk' : `label:${label}`));
}
