import type { TextFindingView } from '../../script-api.ts';
import type { Wording } from '../conversation/why-text.ts';

/** What is wrong, in an author's words: a refused tactic by its name, a rule of lint by what would be right. */
export function findingText({ nameOf }: Wording, { rule }: TextFindingView): string {
  const tactic = /^guard:(.+)$/u.exec(rule)?.[1];
  return tactic === undefined ? nameOf('lint', rule) : nameOf('rule', tactic);
}

/** A piece of a text, marked where something was found in it. */
export interface MarkedPiece {
  readonly text: string;
  readonly mark: 'error' | 'warning' | null;
}

/** Cuts a text at the places of findings; where two overlap, the graver one is shown. */
export function markedPieces(text: string, findings: readonly TextFindingView[]): MarkedPiece[] {
  const marks = findings.flatMap(({ at, severity }) => (at ? [{ ...at, severity }] : []));
  const edges = new Set([0, text.length, ...marks.flatMap(({ from, to }) => [from, to])]);
  const cuts = [...edges].filter((at) => at <= text.length).toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    const over = marks.filter((mark) => mark.from <= from && to <= mark.to);
    const mark = over.some(({ severity }) => severity === 'error')
      ? 'error'
      : over.length > 0
        ? 'warning'
        : null;
    return { text: text.slice(from, to), mark };
  });
}
