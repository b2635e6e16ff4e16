import { rightsOf } from '#policy/identity/rights.ts';
import { escalation } from './escalate.ts';
import { identityOf } from './heard-identity.ts';
import { labelOf } from './reply.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, type Turn, end, go } from './turn.ts';

/**
 * Somebody whose right to speak for a household is not proved, or who asks about another one: the same words whether
 * the room exists, owes, or neither. Who says who they are is asked for what is missing; who goes on writing without
 * that is helped by a person.
 */
export const identity: Flow = {
  id: 'identity',
  steps: [
    (turn) => {
      if (provesThemself(turn)) return go('prove', {});
      if (labelOf(turn) === 'human_request' && !rightsOf(turn.facts.binding).speaks) {
        return go('escalate', escalation('identity', 'service'));
      }
      const trigger = turn.slots['about'] === 'other-household' ? 'other-household' : 'identity';
      if (trigger === 'identity' && changedSince(turn)) {
        return end(confusedTimes(0), speak(turn, 'identity:changed'));
      }
      if (turn.memory.confused > 0) return go('escalate', escalation('identity', 'service'));
      return end(confusedTimes(1), speak(turn, trigger));
    },
  ],
};

/** A name with the digits, or nothing but what was asked for. */
function provesThemself(turn: Turn): boolean {
  const { name, lastFour, bare } = identityOf(turn);
  return (name !== null && lastFour !== null) || (bare && turn.memory.lastTrigger === 'identity');
}

/** The books changed and the resident does not know yet that it has to be proved anew: said once. */
function changedSince({ facts, catalogue }: Turn): boolean {
  const since = facts.binding?.droppedAt;
  if (since === undefined) return false;
  return !facts.heard.some(
    ({ script, at }) =>
      at >= since && catalogue.scripts.get(script)?.on.includes('identity:changed') === true,
  );
}
