import type { Label } from '#domain/label.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import { basisLines } from '#policy/bill-basis.ts';
import { accountView, chargesAtHand } from './account.ts';
import { escalation } from './escalate.ts';
import { labelOf } from './reply.ts';
import { smallTalk } from './small-talk.ts';
import { UNKNOWN, confusedTimes, speak } from './speak.ts';
import { type Flow, end, go } from './turn.ts';

/** What somebody who only pays may ask for. */
const OF_THE_SUM: readonly Label[] = ['ask_amount', 'ask_how_to_pay'];

/** What is answered to everybody. */
const TO_A_PERSON: readonly Label[] = ['human_request', 'hostile'];

/**
 * Somebody the owner lets pay or see the bill: they hear that and no more, promise nothing and dispute nothing in the
 * owner's name. The owner, or a person, is the way for the rest.
 */
export const forDelegate: Flow = {
  id: 'for-delegate',
  steps: [
    (turn) => {
      const label = labelOf(turn);
      const seesBill = rightsOf(turn.facts.binding).hears === 'bill';
      if (TO_A_PERSON.includes(label))
        return go('escalate', escalation('human-request', 'service'));
      if (label === 'greeting' || label === 'thanks_ok') return smallTalk(turn, label, []);
      const lines = seesBill && turn.heard?.asksBasis === true && basisOf(turn);
      if (lines) {
        const basis = { kind: 'basis', value: lines } as const;
        return end(confusedTimes(0), speak(turn, 'bill:explained', { basis }, UNKNOWN));
      }
      const asked = turn.heard?.asksBasis === true ? 'ask_amount' : label;
      if (!OF_THE_SUM.includes(asked)) return end(confusedTimes(0), speak(turn, 'delegate:beyond'));
      const answer = seesBill && asked === 'ask_amount' ? `label:${asked}` : 'delegate:amount';
      return end(confusedTimes(0), speak(turn, answer, {}, UNKNOWN));
    },
  ],
};

function basisOf(turn: Parameters<typeof accountView>[0]) {
  return accountView(turn).stale ? null : basisLines(chargesAtHand(turn));
}
