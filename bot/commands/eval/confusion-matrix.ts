import { LABELS } from '#domain/label.ts';
import type { Judged } from './score.ts';

const WIDTH = 4;

/** The confusion matrix as lines: a row a label, a column for what it was taken for, in the order of the contract. */
export function matrixLines(judged: readonly Judged[]): string[] {
  const names = LABELS.map((_, index) => String(index + 1).padStart(WIDTH)).join('');
  const rows = LABELS.map((label, index) => {
    const own = judged.filter((one) => one.label === label);
    const cells = LABELS.map((got) => {
      const count = own.filter((one) => one.got === got).length;
      return (count === 0 ? '·' : String(count)).padStart(WIDTH);
    });
    return `${String(index + 1).padStart(2)} ${label.padEnd(22)}${cells.join('')}`;
  });
  return [`   ${''.padEnd(22)}${names}`, ...rows];
}
