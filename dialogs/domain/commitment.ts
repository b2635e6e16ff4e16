import type { Fen } from './money.ts';
import type { Instant, LocalDate } from './time.ts';

/** A promise to pay. `amount` is absent when the resident named no sum: then all that is outstanding is meant. */
export interface PromiseToPay {
  readonly id: string;
  readonly householdId: string;
  readonly due: LocalDate;
  readonly amount: Fen | null;
  readonly madeAt: Instant;
  readonly status: PromiseStatus;
}

/** `replaced` is a promise that the resident corrected; it counts neither as kept nor as broken. */
export const PROMISE_STATUSES = ['open', 'kept', 'broken', 'replaced', 'cancelled'] as const;
export type PromiseStatus = (typeof PROMISE_STATUSES)[number];

/** One part of an instalment plan; `n` counts from 1. */
export interface PlanPart {
  readonly n: number;
  readonly due: LocalDate;
  readonly amount: Fen;
}

/** An instalment plan; the parts add up to `total` to the fen. */
export interface InstalmentPlan {
  readonly id: string;
  readonly householdId: string;
  readonly status: PlanStatus;
  readonly total: Fen;
  readonly parts: readonly PlanPart[];
}

export const PLAN_STATUSES = ['proposed', 'agreed', 'kept', 'defaulted', 'cancelled'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** A claim that payment was already made: reminders rest until `until`, then a person looks. */
export interface PaymentClaim {
  readonly id: string;
  readonly householdId: string;
  readonly claimedAt: Instant;
  readonly until: Instant;
}
