import { z } from 'zod';
import { dueBy } from '#domain/arrears.ts';
import type { LocalDate } from '#domain/time.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Activity } from './read-activity.ts';
import type { ReportRow } from './report-table.ts';

const delivered = z.looseObject({ delivered: z.literal(true) });

/** The steps of the funnel, each a count of households. */
export const FUNNEL = ['owing', 'reached', 'replied', 'promised', 'paying', 'cleared'] as const;
export type FunnelStep = (typeof FUNNEL)[number];

/**
 * How far the households that owed in the span came. Steps do not contain each other: who pays without a word replied
 * to nothing. The books keep no past states, so who owed is who owes by `to`, and who paid in the span.
 */
export async function readFunnel(
  tx: Tx,
  estateId: string,
  { entries, payments }: Activity,
  to: LocalDate,
): Promise<Readonly<Record<FunnelStep, ReadonlySet<string>>>> {
  const open = new Set<string>();
  for (const { id } of await tx.households.inArrears(estateId, to)) {
    if (dueBy(await tx.charges.open(id), to).length > 0) open.add(id);
  }
  const paying = new Set(payments.map(({ householdId }) => householdId));
  const owing = open.union(paying);
  const homes = (types: readonly LedgerType[], counts = (_body: string): boolean => true) =>
    new Set(
      entries.flatMap(({ type, householdId, body }) =>
        householdId !== null && types.includes(type) && counts(body) ? [householdId] : [],
      ),
    ).intersection(owing);
  const arrived = (body: string) => delivered.safeParse(JSON.parse(body)).success;
  return {
    owing,
    reached: homes(['demand', 'courtesy'], arrived),
    replied: homes(['received']),
    promised: homes(['promise', 'plan', 'payment-claim']),
    paying,
    cleared: paying.difference(open),
  };
}

/** The funnel as rows, with each step's share of who owed. */
export function funnelRows(funnel: Awaited<ReturnType<typeof readFunnel>>): ReportRow[] {
  const all = funnel.owing.size;
  return FUNNEL.map((key) => ({
    key,
    households: funnel[key].size,
    share: all === 0 ? null : Math.round((funnel[key].size / all) * 10_000) / 10_000,
  }));
}
