import type { Withholding } from '#domain/withholding.ts';
import { disputed } from './disputed.ts';
import type { HomeQuestion, HomeRule } from './gate-question.ts';
import { paid } from './paid.ts';
import { planCurrent } from './plan-current.ts';
import { promisePending } from './promise-pending.ts';
import { runOutOfTime } from './run-out.ts';
import { staleLedger } from './stale-ledger.ts';
import { vulnerable } from './vulnerable.ts';

/**
 * The rules of the gate that hold for a letter too. Those on hours, caps and contacts do not: a letter reaches nobody
 * by being made, and whoever asked to be left alone in WeChat may still be written to on paper.
 */
const RULES: readonly HomeRule[] = [
  vulnerable,
  paid,
  runOutOfTime,
  disputed,
  promisePending,
  planCurrent,
  staleLedger,
];

/** Why no formal letter may be written to a household now; empty where one may. */
export function letterRefusals(question: Omit<HomeQuestion, 'purpose'>): Withholding[] {
  return RULES.flatMap((rule) => rule({ ...question, purpose: 'reminder' })?.reason ?? []);
}
