import type { JudgeData } from '#content/lint/lint-content.ts';
import type { Judge } from '#content/lint/subject.ts';
import { guard } from '#policy/guard.ts';
import { quotationsIn } from '#policy/quotation.ts';

/** The speech guard as lint asks it. */
export function judgeBy({ refusals, statutes, today }: JudgeData): Judge {
  return (text, known, quotes) => {
    const quotations = quotes ? quotationsIn(text, statutes, today) : [];
    return guard({ text, citations: [], quotations, known }, refusals, { checkFigures: true })
      .rules;
  };
}
