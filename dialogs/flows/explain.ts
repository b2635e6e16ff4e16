import { basisLines } from '#policy/bill-basis.ts';
import { accountView, chargesAtHand } from './account.ts';
import { escalation } from './escalate.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, end, go } from './turn.ts';

/**
 * How the sum comes about: area × rate × months where the books have both and the product is the charge to the fen.
 * Otherwise the periods are listed and finance explains the rest.
 */
export const explain: Flow = {
  id: 'explain',
  steps: [
    (turn) => {
      const lines = accountView(turn).stale ? null : basisLines(chargesAtHand(turn));
      if (lines) {
        return end(
          confusedTimes(0),
          speak(turn, 'bill:explained', { basis: { kind: 'basis', value: lines } }),
        );
      }
      const handOver = escalation('billing-dispute', 'finance', 'nothing', false, 'bill:by-period');
      return go('escalate', handOver);
    },
  ],
};
