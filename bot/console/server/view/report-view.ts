import type { Instant } from '#domain/time.ts';
import { type PaperWords, clockText } from '#papers/paper-words.ts';
import { FIGURES, type FigureKey, type Figures } from '#papers/report/figure.ts';
import type { EstateReport, Span } from '#papers/report/make-report.ts';
import {
  COLUMNS,
  type Column,
  SHARES,
  SUMS,
  TABLES,
  type TableKey,
} from '#papers/report/report-table.ts';
import type { RowBehind } from '#papers/report/rows-behind.ts';
import type { Report, ReportFigure, ReportRows, ReportTable } from '../../report-api.ts';

/** A report with its words. */
export function reportView(
  { figures, tables, effects, timezone }: EstateReport,
  { from, to }: Span,
  words: PaperWords,
  now: Instant,
): Report {
  const { wordings, ...others } = effects;
  return {
    from,
    to,
    made: clockText(now, timezone),
    figures: figureView(figures, FIGURES, words),
    tables: Object.fromEntries(TABLES.map((key) => [key, tableView(key, tables[key], words)])),
    effects: { ...others, wordings: [...wordings] },
  };
}

/** Some of the figures, in this order, with what they mean. */
export function figureView(
  figures: Figures,
  keys: readonly FigureKey[],
  words: PaperWords,
): ReportFigure[] {
  return keys.map((key) => ({
    key,
    name: words.say(`figure.${key}`),
    definition: words.say(`define.${key}`),
    ...figures[key],
  }));
}

function tableView(
  key: TableKey,
  { asOf, rows }: EstateReport['tables'][TableKey],
  words: PaperWords,
): ReportTable {
  const named = (column: Column, value: string | number | null) =>
    column.label !== undefined && typeof value === 'string'
      ? words.label(column.label, value)
      : value;
  return {
    name: words.say(`sheet.${key}`),
    definition: words.say(`define.${key}`),
    asOf,
    columns: COLUMNS[key].map((column) => ({
      key: column.key,
      name: words.say(`column.${key}-${column.key}`),
      unit: unitOf(column, rows[0]?.[column.key] ?? null),
    })),
    rows: rows.map((row) =>
      Object.fromEntries(
        COLUMNS[key].map((column) => [column.key, named(column, row[column.key] ?? null)]),
      ),
    ),
  };
}

function unitOf({ key }: Column, value: string | number | null) {
  if (SUMS.includes(key)) return 'yuan';
  if (SHARES.includes(key)) return 'rate';
  return typeof value === 'number' ? 'count' : 'text';
}

/** Families of the locales that name what a case is; fee items and sources name themselves. */
const FAMILIES: Partial<Record<RowBehind['kind'], string>> = {
  promise: 'promise',
  reason: 'reason',
  event: 'event',
};

/** The cases behind a figure, in words. */
export function rowsView(rows: readonly RowBehind[], words: PaperWords): ReportRows {
  return {
    rows: rows.map(({ kind, what, ...row }) => {
      const family = FAMILIES[kind];
      return { ...row, what: family === undefined ? what : words.label(family, what) };
    }),
  };
}
