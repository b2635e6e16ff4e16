import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';
import type { Withholding } from '#domain/withholding.ts';

/**
 * What is to be sent. `invite` asks an unknown contact to prove who they are; `follow-up` repeats what a colleague asked
 * for in a conversation that they hold.
 */
export type Purpose = 'reminder' | 'pre-due' | 'instalment' | 'invite' | 'follow-up';

/** What the gate is asked. */
export interface GateQuestion {
  readonly facts: Facts;
  readonly purpose: Purpose;
  readonly now: Instant;
  /** Since when touches count towards one wave; without it, all known ones do. */
  readonly waveStart?: Instant;
}

/** A rule's no. `until` is the first moment it would say yes; null when no such moment is known. */
export interface Refused {
  readonly reason: Withholding;
  readonly until: Instant | null;
}

/** One rule of the gate; null lets pass. */
export type GateRule = (question: GateQuestion) => Refused | null;

/** What rules on the household alone are asked. */
export type HomeQuestion = Pick<GateQuestion, 'purpose' | 'now'> & {
  readonly facts: Pick<Facts, 'estate' | 'home'>;
};

/** A rule that looks at the household, whoever of it is written to. */
export type HomeRule = (question: HomeQuestion) => Refused | null;
