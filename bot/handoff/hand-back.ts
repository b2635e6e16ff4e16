import { randomUUID } from 'node:crypto';
import type { Outcome } from '#domain/handoff.ts';
import { HOUR_MS, type Instant, later } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { endAsk } from './ask.ts';
import type { AppendEntry } from './record.ts';
import { watchSilence } from './silence.ts';

export type HandBackResult =
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly why: 'unknown' | 'not-owner' | 'changed' };

/** What an outcome code does to the case beyond returning the conversation (policy: outcome codes). */
interface Effect {
  /** An answer was given, so the open disputes are over. */
  readonly resolves: boolean;
  /** A payment is said to be on its way to the books. */
  readonly claims: boolean;
  /** The contact is not, or no longer, the one who may hear of this home. */
  readonly unbinds: boolean;
  /** The resident wants no more messages. */
  readonly silences: boolean;
}

const NOTHING: Effect = { resolves: false, claims: false, unbinds: false, silences: false };

/** None of the codes goes on reminding by itself: what is not lifted here still holds the gate shut. */
const EFFECTS: Readonly<Record<Outcome, Effect>> = {
  'paid-pending-check': { ...NOTHING, claims: true },
  promise: { ...NOTHING, resolves: true },
  'billing-corrected': { ...NOTHING, resolves: true },
  'work-order': NOTHING,
  'hardship-plan': NOTHING,
  'wrong-person': { ...NOTHING, unbinds: true },
  'sold-or-rented': { ...NOTHING, unbinds: true },
  'wants-letter': { ...NOTHING, silences: true },
  'refuses-contact': { ...NOTHING, silences: true },
  'nothing-to-do': { ...NOTHING, resolves: true },
};

/** Returns a conversation to the bot with what came of it. Only who holds it can. */
export async function handBack(
  tx: Tx,
  append: AppendEntry,
  conversationId: string,
  staffId: string,
  outcome: Outcome,
  claimHours: number,
  now: Instant,
): Promise<HandBackResult> {
  const found = await tx.conversations.byId(conversationId);
  if (!found) return { ok: false, why: 'unknown' };
  const phone = found.staffId === null;
  if (found.owner !== 'staff' || !(phone || found.staffId === staffId)) {
    return { ok: false, why: 'not-owner' };
  }
  const owned = await tx.conversations.changeOwner(conversationId, found.epoch, 'bot', null, now);
  if (!owned) return { ok: false, why: 'changed' };
  const open = await tx.handoffs.open(conversationId);
  if (open) await tx.handoffs.close(open.id, outcome, now);
  await endAsk(tx, append, found, 'stopped', now);
  await watchSilence(tx, conversationId);
  await apply(tx, append, found, EFFECTS[outcome], outcome, claimHours, now);
  await append(tx, {
    estateId: found.estateId,
    at: now,
    type: 'handback',
    householdId: found.householdId,
    conversationId,
    body: { staffId, outcome, epoch: owned.epoch },
  });
  return { ok: true, outcome };
}

async function apply(
  tx: Tx,
  append: AppendEntry,
  found: Conversation,
  effect: Effect,
  outcome: Outcome,
  claimHours: number,
  now: Instant,
): Promise<void> {
  const { contactId: contact, estateId, householdId, id: conversationId } = found;
  const head = { estateId, at: now, householdId, conversationId };
  if (effect.silences) {
    await tx.contacts.setOptedOut(contact, now);
    await append(tx, { ...head, type: 'opt-out', body: { contact, outcome } });
  }
  if (!found.householdId) return;
  if (effect.resolves) await resolveDisputes(tx, append, found, found.householdId, outcome, now);
  if (effect.unbinds) {
    await tx.bindings.end(contact, found.householdId, now);
    await append(tx, { ...head, type: 'unbind', body: { contact, outcome } });
  }
  const claim = await tx.claims.open(found.householdId);
  // An answer was given, or the check goes on anew: either way the old claim has had its time.
  const over = claim && (effect.resolves || (effect.claims && claim.until <= now));
  if (over) {
    const status = effect.resolves ? 'rejected' : 'lapsed';
    await tx.claims.close(claim.id, status, now);
    await append(tx, { ...head, type: 'payment-claim-closed', body: { claim: claim.id, status } });
  }
  if (effect.claims && (!claim || over)) {
    const id = randomUUID();
    const until = later(now, claimHours * HOUR_MS);
    const about = { householdId: found.householdId, conversationId };
    await tx.claims.put({ id, ...about, claimedAt: now, until });
    await append(tx, { ...head, type: 'payment-claim', body: { claim: id, until } });
  }
}

/** Closes the open disputes of a household with the answer they were given, and releases its hold. */
export async function resolveDisputes(
  tx: Tx,
  append: AppendEntry,
  conversation: Pick<Conversation, 'id' | 'estateId'>,
  householdId: string,
  outcome: Outcome,
  now: Instant,
): Promise<void> {
  for (const dispute of await tx.disputes.open(householdId)) {
    await tx.disputes.resolve(dispute.id, outcome, now);
    await append(tx, {
      estateId: conversation.estateId,
      at: now,
      type: 'dispute-resolved',
      householdId,
      conversationId: conversation.id,
      body: { dispute: dispute.id, cause: dispute.cause, outcome },
    });
  }
  await tx.households.setVulnerable(householdId, false);
}
