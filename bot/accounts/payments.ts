import { randomUUID } from 'node:crypto';
import { openAmount } from '#domain/arrears.ts';
import type { Charge } from '#domain/household.ts';
import { type Fen, fen, minusFen } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';

export interface NewPayment {
  readonly householdId: string;
  readonly amount: Fen;
  /** `YYYY-MM` or `YYYY-MM/YYYY-MM`; null pays the oldest due first. */
  readonly period: string | null;
  readonly source: string;
  readonly externalId: string | null;
  readonly at: Instant;
}

export interface AppliedPayment {
  /** False when the external id was known: nothing was booked. */
  readonly fresh: boolean;
  /** What was paid beyond all that is open; finance looks at it. */
  readonly left: Fen;
}

/** Books a payment on the open charges: the named period first, then the oldest due. */
export async function applyPayment(tx: Tx, payment: NewPayment): Promise<AppliedPayment> {
  const id = randomUUID();
  const { householdId, amount, source, externalId, at, period } = payment;
  const fresh = await tx.payments.record({ id, householdId, amount, at, source, externalId });
  if (!fresh) return { fresh, left: fen(0) };
  let left = amount;
  for (const charge of inOrder(await tx.charges.open(householdId), period)) {
    const part = fen(Math.min(left, openAmount(charge)));
    if (part <= 0) continue;
    await tx.charges.addPaid(charge.id, part);
    await tx.payments.allocate(id, charge.id, part);
    left = minusFen(left, part);
  }
  return { fresh, left };
}

function inOrder(charges: readonly Charge[], period: string | null): Charge[] {
  if (period === null) return [...charges];
  const [from = period, to = from] = period.split('/');
  const named = (charge: Charge) => charge.from === from && charge.to === to;
  return [...charges.filter(named), ...charges.filter((charge) => !named(charge))];
}
