import type { Estate } from '#domain/estate.ts';
import type { Instant } from '#domain/time.ts';
import { officeMinutes } from '#policy/office-hours.ts';
import type { Conversation, Handoff } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { waitingSince } from './waiting.ts';

/** How somebody waits for a person's next word. */
export interface Wait {
  /** Null where nobody waits. */
  readonly since: Instant | null;
  /** Minutes of office hours. */
  readonly minutes: number;
  /** Longer than the estate wants, or past the moment that was promised. */
  readonly isLate: boolean;
}

/** How the resident of a conversation waits at `now`. */
export async function waitOf(
  tx: Tx,
  estate: Estate,
  conversation: Conversation,
  handoff: Handoff | undefined,
  now: Instant,
): Promise<Wait> {
  const since = await waitingSince(tx, conversation, handoff);
  const minutes = since === null ? 0 : officeMinutes(estate, since, now);
  const isBroken = since !== null && handoff !== undefined && handoff.answerBy < now;
  return { since, minutes, isLate: isBroken || minutes >= estate.policy.answerMinutes };
}
