import { randomUUID } from 'node:crypto';
import type { RequestKind } from '#domain/right.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import { append } from '#ledger/append.ts';
import { answerBy } from '#policy/answer-by.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** Records what a resident wants with their data, for a colleague; the same wish twice is one until it is answered. */
export async function takeRequest(
  tx: Tx,
  { id: conversationId, estateId, contactId, householdId }: Conversation,
  kind: RequestKind,
  said: string,
  today: LocalDate,
  now: Instant,
): Promise<void> {
  const id = randomUUID();
  const about = { estateId, conversationId, contactId, householdId };
  const by = answerBy(today);
  const request = { id, ...about, kind, said, openedAt: now, answerBy: by };
  if (!(await tx.personal.ask(request))) return;
  await append(tx, {
    estateId,
    at: now,
    type: 'rights-request',
    householdId,
    conversationId,
    body: { request: id, kind, contact: contactId, due: by },
  });
}
