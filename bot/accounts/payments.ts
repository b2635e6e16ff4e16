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
  /** The very charges it is for, where a person said so. */
  readonly charges?: readonly string[];
  readonly source: string;
  readonly externalId: string | null;
  readonly at: Instant;
  /** Charges whose limitation has run out: a payment that names no period is not put on them before the others. */
  readonly runOut?: readonly string[];
}

export interface AppliedPayment {
  /** False when the external id was known: nothing was booked. */
  readonly fresh: boolean;
  /** What was paid beyond all that is open; finance looks at it. */
  readonly left: Fen;
  /** The charges it was made for by name; empty where it named no period. */
  readonly named: readonly string[];
}

/** Books a payment on the open charges: the named period first, then the oldest due, last what has run out of time. */
export async function applyPayment(tx: Tx, payment: NewPayment): Promise<AppliedPayment> {
  const id = randomUUID();
  const { householdId, amount, source, externalId, at } = payment;
  const { period, charges: meant, runOut = [] } = payment;
  const fresh = await tx.payments.record({ id, householdId, amount, at, source, externalId });
  if (!fresh) return { fresh, left: fen(0), named: [] };
  const isNamed = meant ? ({ id }: Charge) => meant.includes(id) : namedBy(period);
  const named: string[] = [];
  const rank = (charge: Charge) => (isNamed(charge) ? 0 : runOut.includes(charge.id) ? 2 : 1);
  const charges = await tx.charges.open(householdId);
  let left = amount;
  for (const charge of charges.toSorted((a, b) => rank(a) - rank(b))) {
    const part = fen(Math.min(left, openAmount(charge)));
    if (part <= 0) continue;
    await tx.charges.addPaid(charge.id, part);
    await tx.payments.allocate(id, charge.id, part);
    if (isNamed(charge)) named.push(charge.id);
    left = minusFen(left, part);
  }
  return { fresh, left, named };
}

function namedBy(period: string | null): (charge: Charge) => boolean {
  if (period === null) return () => false;
  const [from = period, to = from] = period.split('/');
  return (charge) => charge.from === from && charge.to === to;
}
