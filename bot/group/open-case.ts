import type { Estate } from '#domain/estate.ts';
import type { Instant } from '#domain/time.ts';
import { type Wait, waitOf } from '#handoff/wait.ts';
import type { Conversation, Handoff } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** A conversation that is with people, by the number colleagues call it. */
export interface OpenCase {
  readonly number: number;
  readonly conversation: Conversation;
  readonly handoff: Handoff;
  readonly wait: Wait;
}

/** What is with people in an estate: urgent ones first, then who waits longest. */
export async function openCases(tx: Tx, estate: Estate, now: Instant): Promise<OpenCase[]> {
  const cases: OpenCase[] = [];
  for (const handoff of await tx.handoffs.queue(estate.id)) {
    const conversation = await tx.conversations.byId(handoff.conversationId);
    if (!conversation || conversation.owner === 'bot') continue;
    const number = await tx.caseNumbers.ensure(conversation.id);
    const wait = await waitOf(tx, estate, conversation, handoff, now);
    cases.push({ number, conversation, handoff, wait });
  }
  return cases;
}
