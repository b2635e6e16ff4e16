import type { LocalDate } from '#domain/time.ts';
import type { PaperWords } from '../paper-words.ts';
import { FIGURES } from './figure.ts';
import type { EstateReport } from './make-report.ts';
import { TABLES } from './report-table.ts';

/** A report as its JSON file holds it. */
export interface ReportDocument {
  readonly format: 'nuancui-report';
  readonly version: 1;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** When it was made, on the first estate's clock. */
  readonly made: string;
  readonly estates: readonly EstateReport[];
  /** What each figure and table counts, by its key. */
  readonly definitions: Readonly<Record<string, string>>;
}

/** Puts the reports of estates together with what their numbers mean. */
export function reportDocument(
  { from, to, made }: Pick<ReportDocument, 'from' | 'to' | 'made'>,
  estates: readonly EstateReport[],
  words: PaperWords,
): ReportDocument {
  const definitions = Object.fromEntries(
    [...FIGURES, ...TABLES].map((key) => [key, words.say(`define.${key}`)]),
  );
  return { format: 'nuancui-report', version: 1, from, to, made, estates, definitions };
}
