import { rightsOf } from '#policy/identity/rights.ts';
import type { Household } from '#domain/household.ts';
import type { Instant } from '#domain/time.ts';
import type { AppendEntry } from '#ports/append-entry.ts';
import { dialogKey } from '#ports/dialog-key.ts';
import type { Tx } from '#ports/store/store.ts';
import { mayBeSameOwner } from '../import/owner-grammar.ts';
import { endLettingsOf } from './delegation.ts';

/** What an import changed about who owns a home; null where it is still the same person and number. */
export function ownerChange(
  before: Pick<Household, 'owner' | 'phone'> | undefined,
  after: Pick<Household, 'owner' | 'phone'>,
): 'owner' | 'phone' | null {
  if (!before) return null;
  if (before.owner !== '' && !mayBeSameOwner(before.owner, after.owner)) return 'owner';
  return before.phone !== null && before.phone !== after.phone ? 'phone' : null;
}

/**
 * Who was verified by what the books said before has to be verified anew: the tie falls to claimed, what the dialog
 * remembers is forgotten, and those they let in are out. Codes printed for the owner before are void.
 */
export async function recheckBindings(
  tx: Tx,
  { id, estateId }: Household,
  why: 'owner' | 'phone',
  append: AppendEntry,
  now: Instant,
): Promise<void> {
  if (why === 'owner') await tx.bindCodes.endUnused(id, now);
  for (const binding of await tx.bindings.to(id)) {
    const { contactId } = binding;
    if (!rightsOf(binding).lets) continue;
    await tx.bindings.drop(contactId, id, now);
    await endLettingsOf(tx, contactId, id, now);
    const conversation = await tx.conversations.byContact(contactId);
    if (conversation) await tx.documents.delete(dialogKey(conversation.id));
    await append(tx, {
      estateId,
      at: now,
      type: 'recheck',
      householdId: id,
      conversationId: conversation?.id ?? null,
      body: { contact: contactId, changed: why },
    });
  }
}
