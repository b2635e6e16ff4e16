import { z } from 'zod';
import type { Instant } from '#domain/time.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import { append } from './append.ts';

const body = z.looseObject({ holdOut: z.literal(true) });

/** Whether an entry tells of a follow-up that was left out for the sake of comparison, not by a rule of the gate. */
export function isHoldOut({ type, body: text }: LedgerEntry): boolean {
  return type === 'withheld' && body.safeParse(JSON.parse(text)).success;
}

/** A follow-up that was not sent to a household of the hold-out. */
export interface HeldFollowUp {
  readonly estateId: string;
  readonly householdId: string;
  readonly conversationId: string;
  /** When the household was last written to; the follow-ups after one message are recorded once. */
  readonly touched: Instant | null;
}

/** Records that a follow-up was left out. The reasons stay empty: no rule of the gate refused it. */
export async function recordHoldOut(tx: Tx, held: HeldFollowUp, now: Instant): Promise<void> {
  const { touched, ...note } = held;
  const entries = await tx.ledger.ofHousehold(held.householdId);
  const known = entries.some((entry) => isHoldOut(entry) && entry.at >= (touched ?? 0));
  if (known) return;
  const reasons: readonly string[] = [];
  await append(tx, {
    ...note,
    at: now,
    type: 'withheld',
    body: { reasons, until: null, holdOut: true },
  });
}
