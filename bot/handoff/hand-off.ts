import { randomUUID } from 'node:crypto';
import type { HandoffReason, Ownership, Queue } from '#domain/handoff.ts';
import { instantAt } from '#domain/zone.ts';
import { type Instant, type LocalDate, instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { AppendEntry } from './record.ts';
import { watchQueue } from './watch-queue.ts';

export interface HandoffRequest {
  readonly reason: HandoffReason;
  readonly queue: Queue;
  readonly urgent: boolean;
  /** What staff should know at a glance. */
  readonly summary: string;
  /** The day the resident was told. */
  readonly answerBy: LocalDate;
  readonly timezone: string;
}

/** End of the office day in minutes since midnight; the promised answer is due by then. */
const OFFICE_CLOSES = 18 * 60;

/**
 * Puts the conversation into a queue of staff and raises its epoch, so that nothing the bot still has in hand leaves.
 * One that is in staff's hands already keeps its handoff.
 * @returns the new ownership, or undefined when somebody else changed it first.
 */
export async function handOff(
  tx: Tx,
  append: AppendEntry,
  conversation: Conversation,
  request: HandoffRequest,
  now: Instant,
): Promise<Ownership | undefined> {
  const { id, epoch, householdId, estateId } = conversation;
  const ownership = await tx.conversations.changeOwner(id, epoch, 'queue', null);
  if (!ownership) return undefined;
  const { reason, queue, urgent, summary } = request;
  const open = await tx.handoffs.open(id);
  if (!open) {
    await tx.handoffs.put({
      id: randomUUID(),
      conversationId: id,
      householdId,
      reason,
      queue,
      urgent,
      summary,
      openedAt: now,
      answerBy: urgent
        ? now
        : instant(instantAt(request.answerBy, OFFICE_CLOSES, request.timezone)),
      claimedBy: null,
      claimedAt: null,
      closedAt: null,
      outcome: null,
    });
  }
  await append(tx, {
    estateId,
    at: now,
    type: 'handoff',
    householdId,
    conversationId: id,
    body: { reason, queue, urgent, epoch: ownership.epoch },
  });
  await watchQueue(tx, estateId, urgent, now);
  return ownership;
}
