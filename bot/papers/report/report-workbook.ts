import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import type { PaperWords } from '../paper-words.ts';
import { FIGURES, type Figure } from './figure.ts';
import type { ReportDocument } from './report-document.ts';
import {
  COLUMNS,
  type Column,
  type ReportRow,
  SHARES,
  SUMS,
  TABLES,
  type TableKey,
} from './report-table.ts';

/**
 * The report as a workbook: one sheet of figures, one a table, one of definitions. Words are always cells of the type text,
 * so that a room named like a formula stays a name.
 */
export async function reportWorkbook(report: ReportDocument, words: PaperWords): Promise<Buffer> {
  const sheets = [
    figureSheet(report, words),
    ...TABLES.map((key) => tableSheet(report, key, words)),
    definitionSheet(report, words),
  ];
  return writeXlsxFile(sheets).toBuffer();
}

function figureSheet(report: ReportDocument, words: PaperWords): Sheet<never> {
  const head = ['estate', 'figure', 'value', 'unit', 'asOf', 'definition'];
  const rows = report.estates.flatMap(({ estate, figures }) =>
    FIGURES.map((key) => {
      const { asOf, unit } = figures[key];
      return [
        text(estate),
        text(words.say(`figure.${key}`)),
        valueCell(figures[key]),
        text(words.say(`unit.${unit}`)),
        text(asOf),
        text(words.say(`define.${key}`), true),
      ];
    }),
  );
  const title = words.say('report.title', { from: report.from, to: report.to });
  return sheetOf(
    words.say('sheet.figures'),
    [
      [text(title)],
      [text(words.say('report.made', { made: report.made }))],
      header(head, words),
      ...rows,
    ],
    [18, 22, 16, 8, 22, 80],
  );
}

function tableSheet(report: ReportDocument, key: TableKey, words: PaperWords): Sheet<never> {
  const columns = COLUMNS[key];
  const rows = report.estates.flatMap(({ estate, tables }) =>
    tables[key].rows.map((row) => [
      text(estate),
      ...columns.map((column) => rowCell(row, column, words)),
      text(tables[key].asOf),
    ]),
  );
  const head = ['estate', ...columns.map((column) => `${key}-${column.key}`), 'asOf'];
  return sheetOf(
    words.say(`sheet.${key}`),
    [[text(words.say(`define.${key}`))], header(head, words), ...rows],
    [18, ...columns.map(() => 20), 22],
  );
}

function definitionSheet(report: ReportDocument, words: PaperWords): Sheet<never> {
  const rows = Object.entries(report.definitions).map(([key, definition]) => {
    const name = FIGURES.some((one) => one === key) ? `figure.${key}` : `sheet.${key}`;
    return [text(words.say(name)), text(definition, true)];
  });
  const notes = ['report.honest', 'report.asOf'].map((key) => [text(words.say(key))]);
  return sheetOf(
    words.say('sheet.definitions'),
    [header(['figure', 'definition'], words), ...rows, ...notes],
    [24, 110],
  );
}

function sheetOf(name: string, data: Cell[][], widths: readonly number[]): Sheet<never> {
  return { sheet: name, data, columns: widths.map((width) => ({ width })) };
}

function header(keys: readonly string[], words: PaperWords): Cell[] {
  return keys.map((key) => ({
    value: words.say(`column.${key}`),
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#eeeeee',
  }));
}

function text(value: string, wrap = false): Cell {
  return { value, type: String, wrap };
}

function valueCell({ value, unit }: Figure): Cell {
  if (value === null) return text('—');
  if (unit === 'yuan') return { value: Number(value), type: Number, format: '#,##0.00' };
  const format = { rate: '0.00%', hours: '0.0', count: '0' }[unit];
  return { value: Number(value), type: Number, format };
}

function rowCell(row: ReportRow, { key, label }: Column, words: PaperWords): Cell {
  const value = row[key] ?? null;
  if (value === null) return text('—');
  if (SUMS.includes(key)) return { value: Number(value), type: Number, format: '#,##0.00' };
  if (SHARES.includes(key)) return { value: Number(value), type: Number, format: '0.00%' };
  if (typeof value === 'number') return { value, type: Number };
  return text(label === undefined ? value : words.label(label, value));
}
