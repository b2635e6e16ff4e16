import type { Label } from '#domain/label.ts';
import { chargesAtHand, olderCharges } from './account.ts';
import { escalation } from './escalate.ts';
import { speak } from './speak.ts';
import { type Effect, type StepResult, type Turn, go } from './turn.ts';

/**
 * A commitment of a household with a period that has run out of time would give up a defence it may not know of
 * (MFD-192): nothing is taken down, a person talks with them first. Null where there is no such period.
 */
export function commitmentNeedsPerson(turn: Turn): StepResult | null {
  if (olderCharges(turn).length === 0) return null;
  return go(
    'escalate',
    escalation('statute-limitation', 'legal', 'nothing', false, 'older:commitment'),
  );
}

/** Labels that are about paying: for a household with nothing but run-out periods, each would lead to a commitment. */
const ABOUT_PAYING: readonly Label[] = ['forgot', 'busy_later', 'ask_how_to_pay', 'ask_amount'];

/**
 * What is said of periods that have run out: beside the bill, that they are there; where there is no bill, that a
 * person looks at them first, in place of the usual answer.
 */
export function aboutOlder(turn: Turn, label: Label): { instead: boolean; effects: Effect[] } {
  if (olderCharges(turn).length === 0 || !ABOUT_PAYING.includes(label)) {
    return { instead: false, effects: [] };
  }
  if (chargesAtHand(turn).length === 0) {
    return { instead: true, effects: speak(turn, 'older:asked') };
  }
  const asked = label === 'ask_amount';
  return { instead: false, effects: asked ? speak(turn, 'older:also') : [] };
}
