import type { Estate } from '#domain/estate.ts';
import { formatYuan } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import { readActivity } from '#papers/report/read-activity.ts';
import { readOutstanding } from '#papers/report/read-outstanding.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Report } from '../../api.ts';

/** What happened in an estate between two days, both included, as the page shows it. */
export async function reportView(
  tx: Tx,
  estate: Estate,
  from: LocalDate,
  to: LocalDate,
): Promise<Report> {
  const { received, payments, promises, disputes, handoffs, causes, ledger } = await readActivity(
    tx,
    estate,
    from,
    to,
  );
  const { total, households } = await readOutstanding(tx, estate.id, to);
  return {
    from,
    to,
    received: formatYuan(received),
    payments,
    outstanding: formatYuan(total),
    households,
    reminders: ledger.of('demand', 'courtesy'),
    withheld: ledger.of('withheld'),
    replies: ledger.of('received'),
    promises,
    disputes: {
      opened: disputes.length,
      resolved: disputes.filter(({ resolvedAt }) => resolvedAt !== null).length,
    },
    handoffs: handoffs.reduce((sum, { count }) => sum + count, 0),
    optOuts: ledger.of('opt-out'),
    causes: causes.map(({ key, count }) => ({ category: key, count })),
    withheldBy: ledger.withheldBy.map(({ key, count }) => ({ reason: key, count })),
  };
}
