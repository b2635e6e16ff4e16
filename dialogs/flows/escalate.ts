import { type HandoffReason, HANDOFF_REASONS, QUEUES, type Queue } from '#domain/handoff.ts';
import type { Category, Trigger } from '#domain/content.ts';
import { HOUR_MS, later } from '#domain/time.ts';
import { answerBy } from '#policy/answer-by.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type FrameSlots, type Turn, end } from './turn.ts';

/** What to pass to the flow `escalate`; `says` is the trigger of its closing line where the reason's own does not fit. */
export function escalation(
  reason: HandoffReason,
  queue: Queue,
  freeze: Category['freeze'] = 'nothing',
  urgent = false,
  says: Trigger = `handoff:${reason}`,
): FrameSlots {
  return { reason, queue, freeze, urgent: urgent ? 1 : 0, says };
}

/** What rests while staff look into it; a freeze is a field of the category, never of its name. */
function frozen(turn: Turn, freeze: string | number | undefined, cause: HandoffReason): Effect[] {
  if (!turn.facts.home) return [];
  switch (freeze) {
    case 'dispute':
      return [{ do: 'open-dispute', cause }];
    case 'claim':
      return [
        {
          do: 'claim-payment',
          until: later(turn.now, turn.facts.estate.policy.claimHours * HOUR_MS),
        },
      ];
    case 'contact':
      return [{ do: 'unbind', why: 'wrong-person' }];
    default:
      return [];
  }
}

/** Hands the conversation to staff with one closing line; nothing is said after it. */
export const escalate: Flow = {
  id: 'escalate',
  steps: [
    (turn) => {
      const { slots } = turn;
      const reason = HANDOFF_REASONS.find((known) => known === slots['reason']) ?? 'human-request';
      const queue = QUEUES.find((known) => known === slots['queue']) ?? 'service';
      return end(
        frozen(turn, slots['freeze'], reason),
        speak(turn, typeof slots['says'] === 'string' ? slots['says'] : `handoff:${reason}`, {
          answerBy: { kind: 'day', value: answerBy(turn.today) },
        }),
        confusedTimes(0),
        [{ do: 'hand-off', reason, queue, urgent: slots['urgent'] === 1 }],
      );
    },
  ],
};
