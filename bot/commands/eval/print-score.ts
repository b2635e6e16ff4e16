import type { Score } from './score.ts';

/** How many kinds of mistakes are listed. */
const MOST_CONFUSIONS = 25;

function percent(value: number | null): string {
  return value === null ? '-'.padStart(7) : `${(100 * value).toFixed(1)} %`.padStart(7);
}

/** The lines a person reads. */
export function scoreLines(score: Score): string[] {
  const { texts, accuracy, macroF1, answered, accuracyAnswered, coverageAt95 } = score;
  return [
    `texts                       ${texts}`,
    `accuracy                    ${percent(accuracy)}`,
    `macro-F1                    ${macroF1.toFixed(3).padStart(7)}`,
    `answers                     ${percent(answered)}, right in ${percent(accuracyAnswered).trim()}`,
    `could answer at 95 % right  ${percent(coverageAt95)}`,
    `calibration error           ${score.calibrationError.toFixed(3).padStart(7)}`,
    '',
    'label                    texts precision  recall      F1',
    ...score.labels.map(
      ({ label, count, precision, recall, f1 }) =>
        `${label.padEnd(24)} ${String(count).padStart(5)}   ${percent(precision)} ${percent(recall)} ${percent(f1)}`,
    ),
    '',
    'style                    texts accuracy',
    ...score.styles.map(
      ({ style, texts: own, accuracy: right }) =>
        `${style.padEnd(24)} ${String(own).padStart(5)}  ${percent(right)}`,
    ),
    '',
    'is → taken for, most frequent first',
    ...score.confusion
      .slice(0, MOST_CONFUSIONS)
      .map(({ label, got, count }) => `${label} → ${got} ${count}`),
  ];
}
