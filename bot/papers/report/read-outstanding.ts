import { dueBy, openAmount, totalOpen } from '#domain/arrears.ts';
import { type Fen, fen, sumFen } from '#domain/money.ts';
import { type LocalDate, daysBetween } from '#domain/time.ts';
import type { Charge } from '#domain/household.ts';
import type { Tx } from '#ports/store/store.ts';

/** How long a charge has been due, by the last day of each band; the last one has no end (research: console, 3). */
export const AGE_BANDS = [30, 90, 180, 365, 730, 1095, Number.POSITIVE_INFINITY] as const;

export interface AgeBand {
  /** First and last day overdue of the band; `to` is null where it has no end. */
  readonly from: number;
  readonly to: number | null;
  readonly open: Fen;
  readonly households: number;
}

/** What is due and not paid, by the books as they stand. */
export interface Outstanding {
  readonly total: Fen;
  readonly households: number;
  readonly ageing: readonly AgeBand[];
  /** Oldest and newest day of the figures; null where nothing is outstanding. */
  readonly asOf: { readonly oldest: LocalDate; readonly newest: LocalDate } | null;
}

/** What of an estate's charges was due on `day` and is open now. */
export async function readOutstanding(
  tx: Tx,
  estateId: string,
  day: LocalDate,
): Promise<Outstanding> {
  const households = await tx.households.inArrears(estateId, day);
  const charges: Charge[] = [];
  for (const { id } of households) charges.push(...dueBy(await tx.charges.open(id), day));
  return {
    total: totalOpen(charges),
    households: households.length,
    ageing: ageing(charges, day),
    asOf: asOfSpan(charges),
  };
}

/** Oldest and newest day of the figures of charges. */
export function asOfSpan(charges: readonly Pick<Charge, 'asOf'>[]): Outstanding['asOf'] {
  const days = charges.map(({ asOf }) => asOf).toSorted();
  const [oldest, newest] = [days[0], days.at(-1)];
  return oldest === undefined || newest === undefined ? null : { oldest, newest };
}

/** An as-of in words: a day, a span of days where bills differ, or `made` where there is nothing. */
export function asOfText(asOf: Outstanding['asOf'], made: string): string {
  if (asOf === null) return made;
  return asOf.oldest === asOf.newest ? asOf.oldest : `${asOf.oldest}/${asOf.newest}`;
}

function ageing(charges: readonly Charge[], day: LocalDate): AgeBand[] {
  return AGE_BANDS.map((to, n) => {
    const from = n === 0 ? 0 : (AGE_BANDS[n - 1] ?? 0) + 1;
    const own = charges.filter(({ due }) => {
      const age = daysBetween(due, day);
      return age >= from && age <= to;
    });
    return {
      from,
      to: Number.isFinite(to) ? to : null,
      open: own.length === 0 ? fen(0) : sumFen(own.map(openAmount)),
      households: new Set(own.map(({ householdId }) => householdId)).size,
    };
  });
}
