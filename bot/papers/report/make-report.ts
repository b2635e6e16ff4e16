import type { Estate } from '#domain/estate.ts';
import { formatYuan } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { clockText } from '../paper-words.ts';
import { buildingRows } from './building-rows.ts';
import type { Figures } from './figure.ts';
import { figuresOf } from './figures-of.ts';
import { counted, countLedger } from './ledger-count.ts';
import { hoursBetween } from './percentile.ts';
import { type Activity, readActivity } from './read-activity.ts';
import { readCollection } from './read-collection.ts';
import { type Effects, readEffects } from './read-effects.ts';
import { flowRows } from './read-flow.ts';
import { funnelRows, readFunnel } from './read-funnel.ts';
import { asOfText, readOutstanding } from './read-outstanding.ts';
import { staffRows } from './read-staff.ts';
import type { ReportRow, ReportTable, TableKey } from './report-table.ts';

export interface EstateReport {
  readonly estate: string;
  readonly timezone: string;
  readonly figures: Figures;
  readonly tables: Readonly<Record<TableKey, ReportTable>>;
  readonly effects: Effects;
}

/** Days of a report, both included. */
export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What happened in an estate between two days, both included, and where its books stand. */
export async function makeReport(
  tx: Tx,
  estate: Estate,
  span: Span,
  now: Instant,
): Promise<EstateReport> {
  const { id, name, timezone } = estate;
  const activity = await readActivity(tx, estate, span.from, span.to);
  const collection = await readCollection(tx, id, span.from, span.to);
  const outstanding = await readOutstanding(tx, id, span.to);
  const ledger = countLedger(activity.entries);
  const made = clockText(now, timezone);
  const table = (rows: readonly ReportRow[], asOf = made): ReportTable => ({ asOf, rows });
  const causes = counted(activity.spoken.map(({ category }) => category ?? 'unknown'));
  const handedOff = counted(activity.handoffs.map(({ reason }) => reason));
  const ageing = outstanding.ageing.map(({ open, ...band }) => ({
    ...band,
    open: formatYuan(open),
  }));
  return {
    estate: name,
    timezone,
    figures: figuresOf({ collection, outstanding, activity, ledger, now, made }),
    tables: {
      flow: table(flowRows(activity, span, timezone)),
      funnel: table(funnelRows(await readFunnel(tx, id, activity, span.to))),
      ageing: table(ageing, asOfText(outstanding.asOf, made)),
      causes: table(causes.map((one) => ({ ...one }))),
      buildings: table(await buildingRows(tx, id, activity.spoken)),
      disputes: table(await disputeRows(tx, activity, timezone)),
      handedOff: table(handedOff.map((one) => ({ ...one }))),
      withheldBy: table(ledger.withheldBy.map((one) => ({ ...one }))),
      outcomes: table(ledger.outcomes.map((one) => ({ ...one }))),
      staff: table(await staffRows(tx, activity.entries)),
    },
    effects: await readEffects(tx, estate, activity, now),
  };
}

async function disputeRows(tx: Tx, { disputes }: Activity, zone: string): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  for (const { householdId, cause, openedAt, resolvedAt } of disputes) {
    rows.push({
      room: (await tx.households.byId(householdId))?.room ?? householdId,
      cause,
      opened: clockText(openedAt, zone),
      resolved: resolvedAt === null ? null : clockText(resolvedAt, zone),
      hours: resolvedAt === null ? null : hoursBetween(openedAt, resolvedAt),
    });
  }
  return rows;
}
