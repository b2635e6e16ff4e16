import type { Label } from '#domain/label.ts';
import { asksAboutAnother, labelOf } from './reply.ts';
import type { FlowId, Turn } from './turn.ts';

/** What breaks into any open dialog, most urgent first (policy: hand-over; architecture: interruptions first). */
const INTERRUPTIONS: readonly (readonly [Label, FlowId])[] = [
  ['vulnerable', 'vulnerable'],
  ['opt_out', 'stop'],
  ['tenant_or_third_party', 'third-party'],
];

/** Labels a waiting dialog gives way to although it might use the words. */
const GIVES_WAY: readonly Label[] = ['human_request', 'hostile', 'paid_claim', 'service_quality'];

/**
 * Which dialog the turn begins with; null lets the one that waits go on.
 * @param waiting whether a dialog waits for the resident.
 */
export function route(turn: Turn, waiting: boolean): FlowId | null {
  switch (turn.event.type) {
    case 'reminder-due':
      return 'remind';
    case 'media':
      return 'media';
    case 'paid':
    case 'handed-back':
      return 'rest';
    case 'said':
      break;
  }
  const label = labelOf(turn);
  const said = [label, ...(label === turn.heard?.label ? turn.heard.also : [])];
  for (const [sign, flow] of INTERRUPTIONS) {
    // Who asks about another room has not said that they are a stranger to their own.
    if (
      sign === 'tenant_or_third_party'
        ? label === sign && !asksAboutAnother(turn)
        : said.includes(sign)
    ) {
      return flow;
    }
  }
  if (waiting && !said.some((one) => GIVES_WAY.includes(one))) return null;
  return 'reply';
}
