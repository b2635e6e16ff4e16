import { addressee } from '#accounts/addressee.ts';
import { readFacts } from '#accounts/facts.ts';
import { waveStart } from '#accounts/wave-start.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** A household and the conversation in which it is spoken to. */
export interface Party {
  readonly facts: Facts;
  readonly conversation: Conversation;
  /** Since when touches count as one wave. */
  readonly begun: Instant | null;
}

/** Undefined when nobody of the household is known in any channel: a letter is the way then. */
export async function partyOf(
  tx: Tx,
  householdId: string,
  now: Instant,
): Promise<Party | undefined> {
  const conversation = await addressee(tx, householdId, now);
  if (!conversation) return undefined;
  const begun = await waveStart(tx, conversation.id);
  return { conversation, begun, facts: await readFacts(tx, conversation, now, true) };
}
