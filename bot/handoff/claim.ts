import { randomUUID } from 'node:crypto';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { ensureHandoff } from './open-handoff.ts';
import { endAsk } from './ask.ts';
import type { AppendEntry } from './record.ts';
import { watchSilence } from './silence.ts';

export type ClaimResult =
  | { readonly ok: true; readonly epoch: number }
  /** `takenBy` is the staff id of who holds it; null for a colleague on the phone or nobody in particular. */
  | {
      readonly ok: false;
      readonly why: 'taken' | 'with-bot' | 'unknown';
      readonly takenBy: string | null;
    };

/**
 * A member of staff takes a waiting conversation. Two at once: the epoch decides, the second is told who was first.
 */
export async function claim(
  tx: Tx,
  append: AppendEntry,
  conversationId: string,
  staffId: string,
  now: Instant,
): Promise<ClaimResult> {
  const found = await tx.conversations.byId(conversationId);
  if (!found) return { ok: false, why: 'unknown', takenBy: null };
  if (found.owner === 'staff' && found.staffId === staffId) return { ok: true, epoch: found.epoch };
  if (found.owner === 'staff') return { ok: false, why: 'taken', takenBy: found.staffId };
  if (found.owner === 'bot') return { ok: false, why: 'with-bot', takenBy: null };
  return hold(tx, append, conversationId, staffId, now, 'claim');
}

/** Gives the conversation to a member of staff whoever held it, the bot included; the reason is on record. */
export async function takeOver(
  tx: Tx,
  append: AppendEntry,
  conversationId: string,
  staffId: string,
  reason: string,
  now: Instant,
): Promise<ClaimResult> {
  return hold(tx, append, conversationId, staffId, now, 'takeover', reason);
}

async function hold(
  tx: Tx,
  append: AppendEntry,
  conversationId: string,
  staffId: string,
  now: Instant,
  type: 'claim' | 'takeover',
  reason?: string,
): Promise<ClaimResult> {
  const found = await tx.conversations.byId(conversationId);
  if (!found) return { ok: false, why: 'unknown', takenBy: null };
  const owned = await tx.conversations.changeOwner(conversationId, found.epoch, 'staff', staffId);
  if (!owned) {
    const first = await tx.conversations.byId(conversationId);
    return { ok: false, why: 'taken', takenBy: first?.staffId ?? null };
  }
  await endAsk(tx, append, found, 'stopped', now);
  await ensureHandoff(tx, found, staffId, reason ?? '', now);
  // The reason is somebody's words: the ledger names the note in which they stand.
  const note = reason === undefined ? undefined : randomUUID();
  if (note !== undefined && reason !== undefined) {
    await tx.notes.put({ id: note, conversationId, staffId, text: reason, at: now });
  }
  await append(tx, {
    estateId: found.estateId,
    at: now,
    type,
    householdId: found.householdId,
    conversationId,
    body: { staffId, epoch: owned.epoch, ...(note !== undefined && { note }) },
  });
  await watchSilence(tx, conversationId);
  return { ok: true, epoch: owned.epoch };
}
