import { z } from 'zod';
import { dueBy, totalOpen } from '#domain/arrears.ts';
import type { Estate } from '#domain/estate.ts';
import { formatYuan, sumFen } from '#domain/money.ts';
import { type Instant, type LocalDate, addDays } from '#domain/time.ts';
import { instantAt } from '#domain/zone.ts';
import { isHoldOut } from '#ledger/hold-out.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Report } from '../../report-api.ts';
import { effectView } from './effect-view.ts';

const reasonsSchema = z.looseObject({ reasons: z.array(z.string()).default([]) });

/** Entries read at once. */
const PAGE = 2000;

/** What happened in an estate between two days, both included. */
export async function reportView(
  tx: Tx,
  estate: Estate,
  from: LocalDate,
  to: LocalDate,
  now: Instant,
): Promise<Report> {
  const begin = instantAt(from, 0, estate.timezone);
  const end = instantAt(addDays(to, 1), 0, estate.timezone);
  const payments = await tx.payments.between(estate.id, begin, end);
  const promises = await tx.promises.between(estate.id, begin, end);
  const disputes = await tx.disputes.between(estate.id, begin, end);
  const handoffs = await tx.handoffs.between(estate.id, begin, end);
  const entries = await entriesBetween(tx, estate.id, begin, end);
  const count = (type: LedgerEntry['type']) => entries.filter((one) => one.type === type).length;
  const made = (status: string) => promises.filter((one) => one.status === status).length;
  return {
    from,
    to,
    received: formatYuan(sumFen(payments.map(({ amount }) => amount))),
    payments: payments.length,
    ...(await outstanding(tx, estate.id, to)),
    reminders: count('demand') + count('courtesy'),
    // A follow-up left out for comparison was refused by no rule.
    withheld: entries.filter((one) => one.type === 'withheld' && !isHoldOut(one)).length,
    replies: count('received'),
    promises: {
      made: promises.filter(({ status }) => status !== 'replaced').length,
      kept: made('kept'),
      broken: made('broken'),
      open: made('open'),
    },
    disputes: {
      opened: disputes.length,
      resolved: disputes.filter(({ resolvedAt }) => resolvedAt !== null).length,
    },
    handoffs: handoffs.length,
    optOuts: count('opt-out'),
    causes: await causes(tx, estate.id),
    withheldBy: counted(
      entries
        .filter(({ type }) => type === 'withheld')
        .flatMap(({ body }) => reasonsSchema.parse(JSON.parse(body)).reasons),
    ).map(([reason, number]) => ({ reason, count: number })),
    effects: await effectView(tx, estate, entries, [begin, end], now),
  };
}

async function entriesBetween(tx: Tx, estateId: string, begin: number, end: number) {
  const found: LedgerEntry[] = [];
  for (let seq = 0; ;) {
    const page = await tx.ledger.after(estateId, seq, PAGE);
    found.push(...page.filter(({ at }) => at >= begin && at < end));
    const last = page.at(-1);
    if (!last || last.at >= end) return found;
    seq = last.seq;
  }
}

async function outstanding(tx: Tx, estateId: string, day: LocalDate) {
  const households = await tx.households.inArrears(estateId, day);
  const sums = [];
  for (const { id } of households) sums.push(totalOpen(dueBy(await tx.charges.open(id), day)));
  return { outstanding: formatYuan(sumFen(sums)), households: households.length };
}

async function causes(tx: Tx, estateId: string): Promise<Report['causes']> {
  const conversations = await tx.conversations.list(estateId, null, 100_000);
  const spoken = conversations.filter(({ lastInbound }) => lastInbound > 0);
  const named = spoken.map(({ category }) => category ?? 'unknown');
  return counted(named).map(([category, count]) => ({ category, count }));
}

/** How often each word occurs, most often first. */
function counted(words: readonly string[]): [string, number][] {
  const groups = Map.groupBy(words, (word) => word);
  return [...groups]
    .map(([word, all]): [string, number] => [word, all.length])
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
