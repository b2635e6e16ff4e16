import { openAmount } from '#domain/arrears.ts';
import type { Charge } from '#domain/household.ts';
import { type Fen, sumFen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { type Outstanding, asOfSpan } from './read-outstanding.ts';

/** How much of what fell due in a span is paid by now. */
export interface Collection {
  readonly due: Fen;
  readonly paid: Fen;
  readonly open: Fen;
  readonly householdsDue: number;
  /** Households that have paid all that fell due in the span. */
  readonly householdsPaid: number;
  readonly asOf: Outstanding['asOf'];
}

/** Adds up the charges of an estate whose last day for payment lies between two days, both included. */
export async function readCollection(
  tx: Tx,
  estateId: string,
  from: LocalDate,
  to: LocalDate,
): Promise<Collection> {
  const all: Charge[] = [];
  let householdsDue = 0;
  let householdsPaid = 0;
  for (const { id } of await tx.households.list(estateId)) {
    const charges = (await tx.charges.all(id)).filter(({ due }) => due >= from && due <= to);
    if (charges.length === 0) continue;
    householdsDue += 1;
    if (charges.every((charge) => openAmount(charge) <= 0)) householdsPaid += 1;
    all.push(...charges);
  }
  return {
    due: sumFen(all.map(({ amount }) => amount)),
    paid: sumFen(all.map(({ paid }) => paid)),
    open: sumFen(all.map(openAmount)),
    householdsDue,
    householdsPaid,
    asOf: asOfSpan(all),
  };
}
