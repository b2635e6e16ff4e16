import { formatYuan, sumFen } from '#domain/money.ts';
import { type Instant, type LocalDate, addDays, daysBetween } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { Activity } from './read-activity.ts';
import type { ReportRow } from './report-table.ts';

/** The longest span that is told day by day; a longer one is told by months. */
const MOST_DAYS = 62;

/** Cash beside what it took: day by day, or month by month where the span is long. */
export function flowRows(
  { payments, handoffs, entries }: Activity,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  timezone: string,
): ReportRow[] {
  const byMonth = daysBetween(from, to) >= MOST_DAYS;
  const timeOf = (day: LocalDate): string => (byMonth ? day.slice(0, 7) : day);
  const at = (moment: Instant) => timeOf(dateAt(moment, timezone));
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));
  const paid = Map.groupBy(payments, (one) => at(one.at));
  const handed = Map.groupBy(handoffs, (one) => at(one.openedAt));
  const told = Map.groupBy(entries, (one) => at(one.at));
  return [...new Set(days.map(timeOf))].map((time) => {
    const cash = paid.get(time) ?? [];
    const of = (...types: LedgerType[]) =>
      told.get(time)?.filter(({ type }) => types.includes(type)).length ?? 0;
    return {
      time,
      received: formatYuan(sumFen(cash.map(({ amount }) => amount))),
      payments: cash.length,
      reminders: of('demand', 'courtesy'),
      inbound: of('received'),
      handoffs: handed.get(time)?.length ?? 0,
      optOuts: of('opt-out'),
    };
  });
}
