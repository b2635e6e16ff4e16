import { randomUUID } from 'node:crypto';
import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** Makes sure that a conversation which a person took has a handoff to hand back. */
export async function ensureHandoff(
  tx: Tx,
  conversation: Conversation,
  staffId: string | null,
  summary: string,
  now: Instant,
): Promise<void> {
  const open = await tx.handoffs.open(conversation.id);
  if (open) {
    await tx.handoffs.setClaim(open.id, staffId, now);
    return;
  }
  await tx.handoffs.put({
    id: randomUUID(),
    conversationId: conversation.id,
    householdId: conversation.householdId,
    reason: 'human-request',
    queue: 'service',
    urgent: false,
    summary,
    openedAt: now,
    answerBy: now,
    claimedBy: staffId,
    claimedAt: now,
    closedAt: null,
    outcome: null,
  });
}
