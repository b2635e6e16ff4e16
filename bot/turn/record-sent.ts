import { append, newSalt, saltedText } from '#ledger/append.ts';
import type { Instant } from '#domain/time.ts';
import type { SendOutcome } from '#ports/channel.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { KeptSelection, OutboundRow } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import type { World } from './world.ts';

/** What a message that left counts as: a pre-due note, or a word on an open question, is a courtesy and interrupts nothing (research: limitation §3). */
function typeOf({ author, proactive, stage }: OutboundRow): LedgerType {
  if (author === 'staff') return 'staff-reply';
  if (!proactive) return 'reply';
  return stage === 'pre-due' || stage === null ? 'courtesy' : 'demand';
}

/** Whether the words of a script name sum and periods: only then does it demand anything (research: limitation §3). */
export function claimsOf({ content }: World, { script }: OutboundRow): boolean {
  const slots = (script && content.catalogue.scripts.get(script)?.slots) || [];
  return slots.includes('total') && (slots.includes('months') || slots.includes('bill'));
}

/** Writes down what became of a message that was handed to its channel. */
export async function recordSent(
  tx: Tx,
  row: OutboundRow,
  outcome: SendOutcome,
  now: Instant,
  names = false,
): Promise<void> {
  const conversation = await tx.conversations.byId(row.conversationId);
  if (!conversation) return;
  const type = typeOf(row);
  // Words that were erased while the channel had them leave no salt behind.
  const { text = '' } = (await tx.outbox.byId(row.id)) ?? {};
  const salt = newSalt();
  if (text !== '') await tx.personal.keepSalt(row.id, row.conversationId, salt);
  await append(tx, {
    estateId: conversation.estateId,
    at: now,
    type,
    householdId: row.householdId,
    conversationId: row.conversationId,
    body: {
      message: row.id,
      ...saltedText(text, salt),
      script: row.script,
      variant: row.variant,
      stage: row.stage,
      why: reasonOf(row),
      staff: row.staffId,
      delivered: outcome.outcome === 'accepted',
      outcome: outcome.outcome,
      ...(type === 'demand' && { names, to: await roleOf(tx, row) }),
    },
  });
}

/** Why these words, without the alternatives, which the outbox keeps. */
function reasonOf({ selection }: OutboundRow): Omit<KeptSelection, 'alternatives'> | null {
  if (!selection) return null;
  const { alternatives: _kept, ...why } = selection;
  return why;
}

/** What the addressee is to the household: receipt by an owner or family counts for the owner (SSSX-8). */
async function roleOf(tx: Tx, { contactId, householdId }: OutboundRow): Promise<string> {
  const bindings = await tx.bindings.of(contactId);
  return bindings.find((one) => one.householdId === householdId)?.role ?? 'unknown';
}
