import type { Instant } from '#domain/time.ts';
import type { Withholding } from '#domain/withholding.ts';
import { channelGap } from './channel-gap.ts';
import { channelRestricted } from './channel-restricted.ts';
import { disputed } from './disputed.ts';
import { frequencyCap } from './frequency-cap.ts';
import type { GateQuestion, GateRule, Refused } from './gate-question.ts';
import { handedOff } from './handed-off.ts';
import { holiday } from './holiday.ts';
import { optedOut } from './opted-out.ts';
import { paid } from './paid.ts';
import { planCurrent } from './plan-current.ts';
import { promisePending } from './promise-pending.ts';
import { quietHours } from './quiet-hours.ts';
import { runOutOfTime } from './run-out.ts';
import { staleContact } from './stale-contact.ts';
import { staleLedger } from './stale-ledger.ts';
import { unverified } from './unverified.ts';
import { vulnerable } from './vulnerable.ts';

/** Every rule of the gate in the order it asks; a new rule is a file and a line here. */
const RULES: readonly GateRule[] = [
  optedOut,
  handedOff,
  vulnerable,
  unverified,
  paid,
  runOutOfTime,
  disputed,
  promisePending,
  planCurrent,
  staleLedger,
  quietHours,
  holiday,
  frequencyCap,
  staleContact,
  channelRestricted,
  channelGap,
];

/** A follow-up asks for no money and a colleague stands behind it: what holds is the resident's word and their peace. */
const FOLLOW_UP_RULES: readonly GateRule[] = [optedOut, vulnerable, quietHours, holiday];

export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** Every reason that holds, the first in the gate's order first. */
      readonly reasons: readonly [Withholding, ...Withholding[]];
      /** First moment the gate may allow it; null when none is known. */
      readonly until: Instant | null;
    };

/**
 * Whether a message that the resident did not just ask for may leave now (policy: the send gate). Pure; asked when a
 * message is planned and again immediately before it leaves.
 */
export function gate(question: GateQuestion): Verdict {
  const [first, ...others] = refusals(question);
  if (!first) return { allowed: true };
  const reasons: [Withholding, ...Withholding[]] = [
    first.reason,
    ...others.map(({ reason }) => reason),
  ];
  return { allowed: false, reasons, until: openAgain(question, [first, ...others]) };
}

/** What an answer to the resident's own coming need not heed: clock and caps (policy: the send gate). */
const OF_OUR_OWN_ACCORD: ReadonlySet<Withholding> = new Set([
  'quiet-hours',
  'holiday',
  'frequency-cap',
]);

/** Whether the matter of a reminder may be said to a resident who came of their own accord. */
export function mayAnswerWith(question: GateQuestion): boolean {
  return refusals(question).every(({ reason }) => OF_OUR_OWN_ACCORD.has(reason));
}

function refusals(question: GateQuestion): Refused[] {
  const rules = question.purpose === 'follow-up' ? FOLLOW_UP_RULES : RULES;
  return rules.flatMap((rule) => rule(question) ?? []);
}

/** Figures that only grow old on the way may be fresh by then; a person may have released the account. */
const MAY_BE_OVER: ReadonlySet<Withholding> = new Set(['stale-ledger', 'channel-restricted']);

/** Rounds of looking ahead; a year of holidays, nights and caps needs far fewer. */
const MOST_ROUNDS = 50;

/** Follows the refusals from one known moment to the next until the gate would say yes. */
function openAgain(question: GateQuestion, refused: readonly Refused[]): Instant | null {
  let standing = refused;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let latest: Instant | null = null;
    for (const { until } of standing) {
      if (until === null) return null;
      if (latest === null || until > latest) latest = until;
    }
    if (latest === null) return null;
    standing = refusals({ ...question, now: latest }).filter(
      ({ reason }) => !MAY_BE_OVER.has(reason),
    );
    if (standing.length === 0) return latest;
  }
  return null;
}
