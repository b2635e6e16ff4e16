import type { Label } from '#domain/label.ts';
import { LABELS } from '#domain/label.ts';

/** One text with the label a person gave it and the one the classifier gave. */
export interface Judged {
  readonly text: string;
  readonly label: Label;
  readonly style: string;
  readonly got: Label;
  /** 0–1. */
  readonly confidence: number;
  readonly abstained: boolean;
}

/** How well one label is recognised; shares of 0–1, null where nothing was there to be counted. */
export interface LabelScore {
  readonly label: Label;
  readonly count: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** What an evaluation comes to; shares of 0–1. */
export interface Score {
  readonly texts: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly labels: readonly LabelScore[];
  /** The classifier's own choice of when to answer. */
  readonly answered: number;
  readonly accuracyAnswered: number;
  /** The largest share that could be answered at a precision of 95 %, surest first. */
  readonly coverageAt95: number;
  /** Mean distance between confidence and what came true, over ten bands of confidence. */
  readonly calibrationError: number;
  readonly styles: readonly {
    readonly style: string;
    readonly texts: number;
    readonly accuracy: number;
  }[];
  /** Label → what it was taken for → how often; only mistakes. */
  readonly confusion: readonly {
    readonly label: Label;
    readonly got: Label;
    readonly count: number;
  }[];
}

const BANDS = 10;
const PRECISION = 0.95;

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function isRight({ label, got }: Judged): boolean {
  return label === got;
}

function rate(judged: readonly Judged[]): number {
  return share(judged.filter(isRight).length, judged.length);
}

function scoreOf(judged: readonly Judged[], label: Label): LabelScore {
  const count = judged.filter((one) => one.label === label).length;
  const given = judged.filter((one) => one.got === label).length;
  const hit = judged.filter((one) => one.got === label && isRight(one)).length;
  return {
    label,
    count,
    precision: given === 0 ? null : hit / given,
    recall: count === 0 ? null : hit / count,
    f1: count === 0 ? null : (2 * hit) / (count + given),
  };
}

function coverage(judged: readonly Judged[]): number {
  const surest = judged.toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let covered = 0;
  surest.forEach((one, index) => {
    if (isRight(one)) right += 1;
    if (right / (index + 1) >= PRECISION) covered = index + 1;
  });
  return share(covered, judged.length);
}

function calibrationError(judged: readonly Judged[]): number {
  let error = 0;
  for (let band = 0; band < BANDS; band += 1) {
    const inBand = judged.filter(
      ({ confidence }) => Math.min(BANDS - 1, Math.floor(confidence * BANDS)) === band,
    );
    const claimed = inBand.reduce((sum, { confidence }) => sum + confidence, 0);
    error += Math.abs(claimed - inBand.filter(isRight).length);
  }
  return share(error, judged.length);
}

function confusionOf(judged: readonly Judged[]): Score['confusion'] {
  return LABELS.flatMap((label) =>
    LABELS.filter((got) => got !== label).flatMap((got) => {
      const count = judged.filter((one) => one.label === label && one.got === got).length;
      return count === 0 ? [] : [{ label, got, count }];
    }),
  ).toSorted((a, b) => b.count - a.count);
}

/** Scores what the classifier said against what people said. */
export function scoreAll(judged: readonly Judged[]): Score {
  const labels = LABELS.map((label) => scoreOf(judged, label));
  const known = labels.flatMap(({ f1 }) => (f1 === null ? [] : [f1]));
  const answered = judged.filter(({ abstained }) => !abstained);
  const styles = [...new Set(judged.map(({ style }) => style))].toSorted();
  return {
    texts: judged.length,
    accuracy: rate(judged),
    macroF1: share(
      known.reduce((sum, one) => sum + one, 0),
      known.length,
    ),
    labels,
    answered: share(answered.length, judged.length),
    accuracyAnswered: rate(answered),
    coverageAt95: coverage(judged),
    calibrationError: calibrationError(judged),
    styles: styles.map((style) => {
      const own = judged.filter((one) => one.style === style);
      return { style, texts: own.length, accuracy: rate(own) };
    }),
    confusion: confusionOf(judged),
  };
}
