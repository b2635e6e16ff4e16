import { openAmount } from '#domain/arrears.ts';
import type { Estate } from '#domain/estate.ts';
import type { Charge } from '#domain/household.ts';
import {
  type ChargeLimitation,
  type LimitationEvent,
  type LimitationView,
  type PeriodStanding,
  otherView,
} from '#domain/limitation.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { stateDaysOff } from '#policy/limitation/day-off.ts';
import { termEnd } from '#policy/limitation/term.ts';
import { limitationStandings } from '#policy/limitation/standings.ts';
import type { Tx } from '#ports/store/store.ts';
import { EVIDENCE, limitationHistory } from './limitation-history.ts';

/**
 * Where the limitation of each open charge stands now, by what the ledger can prove.
 * @param charges all of the household, paid ones too: as instalments, the last period billed counts for all of its item.
 */
export async function readLimitation(
  tx: Tx,
  householdId: string,
  charges: readonly Charge[],
  { timezone, limitationView }: Pick<Estate, 'timezone' | 'limitationView'>,
  now: Instant,
): Promise<ChargeLimitation[]> {
  const open = new Set(charges.filter((charge) => openAmount(charge) > 0).map(({ id }) => id));
  if (open.size === 0) return [];
  const entries = await tx.ledger.ofTypes(householdId, EVIDENCE);
  const events = limitationHistory(entries, charges, timezone);
  const asOf = dateAt(now, timezone);
  return [...Map.groupBy(charges, ({ item }) => item).values()].flatMap((contract) => {
    const counted = (view: LimitationView): PeriodStanding[] =>
      limitationStandings({
        view,
        asOf,
        periods: contract.map(({ id, due }) => ({ id, due })),
        events: events.filter((event) => concerns(event, contract)),
        isDayOff: stateDaysOff,
      });
    const others = counted(otherView(limitationView));
    return counted(limitationView).flatMap(({ period, ...standing }, n) => {
      if (!open.has(period)) return [];
      return [{ chargeId: period, ...standing, other: differing(standing, others[n]) }];
    });
  });
}

/** Whether any of these charges is old enough to have run out if nothing had happened; what happens only prolongs. */
export function mayHaveRunOut(charges: readonly Charge[], today: LocalDate): boolean {
  return charges.some(({ due }) => due < today && termEnd(due, stateDaysOff) < today);
}

/** A fact that names periods is nothing to a contract none of whose periods it names. */
function concerns({ periods }: LimitationEvent, contract: readonly Charge[]): boolean {
  return periods === undefined || contract.some(({ id }) => periods.includes(id));
}

function differing(
  own: Pick<PeriodStanding, 'expiry' | 'status'>,
  other: PeriodStanding | undefined,
): ChargeLimitation['other'] {
  if (!other || (other.expiry === own.expiry && other.status === own.status)) return null;
  return { expiry: other.expiry, status: other.status };
}
