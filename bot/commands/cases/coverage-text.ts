import { STAGES } from '#domain/stage.ts';
import type { CoverageReport } from './case-coverage.ts';

/** A coverage report for a terminal: what is never said comes last, where it is read. */
export function coverageText({ cases, spoken, never, matrix, exits }: CoverageReport): string {
  const head = ['category', ...STAGES];
  const rows = matrix.map(({ category, stages }) => [
    category,
    ...STAGES.map((stage) => (stages[stage] ? String(stages[stage]) : '·')),
  ]);
  const total = spoken.length + never.length;
  return [
    '',
    `messages by category and stage, over ${cases} cases`,
    ...aligned([head, ...rows]),
    '',
    'exits by category',
    ...exits.map((one) => `  ${one.category}: ${listed(one.exits) || 'none'}`),
    '',
    `scripts spoken: ${spoken.length} of ${total}`,
    ...spoken.map(({ script, times, at, cases: files }) => {
      return `  ${script}: ${times}× in ${at.join(', ')}; ${files.join(', ')}`;
    }),
    '',
    `scripts never spoken: ${never.length} of ${total}`,
    ...never.map(({ file }) => `  ${file}`),
    '',
  ].join('\n');
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([exit, count]) => `${exit} ${count}`)
    .join(', ');
}

/** Columns as wide as their widest cell. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => {
    return `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  });
}
