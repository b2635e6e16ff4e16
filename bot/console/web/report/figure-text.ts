import type { ReportFigure, ReportTable } from '../../report-api.ts';
import { yuan } from '../texts/format.ts';
import { t } from '../texts/language.ts';

/** What stands where there is nothing to divide by or to measure. */
const NOTHING = '—';

/** A number as people read it. */
export function figureText({ value, unit }: Pick<ReportFigure, 'value' | 'unit'>): string {
  if (value === null) return NOTHING;
  if (unit === 'yuan') return yuan(String(value));
  if (unit === 'rate') return percent(Number(value));
  return unit === 'hours' ? t('report.hours', { n: value }) : String(value);
}

/** A cell of a table as people read it. */
export function cellText(
  value: string | number | null,
  unit: ReportTable['columns'][number]['unit'],
): string {
  if (value === null) return NOTHING;
  if (unit === 'yuan') return yuan(String(value));
  return unit === 'rate' ? percent(Number(value)) : String(value);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
