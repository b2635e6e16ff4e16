import { endLettingsOf } from '#accounts/identity/delegation.ts';
import type { Action } from '#domain/action.ts';
import type { Instant } from '#domain/time.ts';
import { append } from '#ledger/append.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** Ends the tie of a conversation's contact to its home, and what they let others do there. */
export async function unbind(
  tx: Tx,
  { id: conversationId, contactId, householdId, estateId }: Conversation,
  why: Extract<Action, { do: 'unbind' }>['why'],
  now: Instant,
): Promise<void> {
  if (householdId === null) return;
  await tx.bindings.end(contactId, householdId, now);
  await endLettingsOf(tx, contactId, householdId, now);
  const head = { estateId, at: now, householdId, conversationId };
  await append(tx, { ...head, type: 'unbind', body: { contact: contactId, why } });
}
