import type {
  InstalmentPlan,
  PaymentClaim,
  PlanStatus,
  PromiseStatus,
  PromiseToPay,
} from '#domain/commitment.ts';
import type { Dispute, Outcome } from '#domain/handoff.ts';
import type { Instant, LocalDate } from '#domain/time.ts';

export interface Promises {
  of(householdId: string): Promise<PromiseToPay[]>;
  record(promise: PromiseToPay & { readonly conversationId: string | null }): Promise<void>;
  settle(id: string, status: PromiseStatus, now: Instant): Promise<void>;
  /** Promises of an estate made in `[from, to)`. */
  between(estateId: string, from: Instant, to: Instant): Promise<PromiseToPay[]>;
  /** Promises of an estate whose day lies between two days, both included. */
  dueBetween(estateId: string, from: LocalDate, to: LocalDate): Promise<PromiseToPay[]>;
}

export interface Plans {
  /** The plan that is proposed or agreed, if any. */
  current(householdId: string): Promise<InstalmentPlan | undefined>;
  put(
    plan: InstalmentPlan & { readonly conversationId: string | null },
    now: Instant,
  ): Promise<void>;
  settle(id: string, status: PlanStatus, now: Instant): Promise<void>;
}

export interface Claims {
  /** The claim of payment that is still being checked, if any. */
  open(householdId: string): Promise<PaymentClaim | undefined>;
  put(claim: PaymentClaim & { readonly conversationId: string | null }): Promise<void>;
  close(id: string, status: 'confirmed' | 'rejected' | 'lapsed', now: Instant): Promise<void>;
}

export interface Disputes {
  open(householdId: string): Promise<Dispute[]>;
  put(dispute: Dispute & { readonly conversationId: string | null }): Promise<void>;
  resolve(id: string, outcome: Outcome, now: Instant): Promise<void>;
  /** Disputes of an estate opened in `[from, to)`, with when they were resolved. */
  between(
    estateId: string,
    from: Instant,
    to: Instant,
  ): Promise<(Dispute & { readonly resolvedAt: Instant | null })[]>;
}
