import { dueBy } from '#domain/arrears.ts';
import { type StatuteId, statuteId } from '#domain/category.ts';
import type { Policy } from '#domain/estate.ts';
import type { HouseholdFacts } from '#domain/facts.ts';
import type { Binding } from '#domain/household.ts';
import { type LocalDate, addDays } from '#domain/time.ts';

/** Why words are kept although their erasure was asked for, the strongest first. */
export const ERASURE_LIMITS = ['unpaid', 'disputed', 'payment-check', 'retention'] as const;
export type ErasureLimit = (typeof ERASURE_LIMITS)[number];

/**
 * The article and paragraph each limit rests on: what is needed to perform the contract may be processed without consent
 * (PIPL-13, item 2); within a retention period the words are stored and used for nothing else (PIPL-47, paragraph 2).
 */
export const LIMIT_LAW: Readonly<Record<ErasureLimit, StatuteId>> = {
  unpaid: statuteId('PIPL-13'),
  disputed: statuteId('PIPL-13'),
  'payment-check': statuteId('PIPL-13'),
  retention: statuteId('PIPL-47'),
};

/** What is known of the home whose record the words belong to. */
export interface ErasureCase {
  readonly home: Pick<HouseholdFacts, 'charges' | 'disputes' | 'claim'>;
  /** Day of the last payment; null where none is on record. */
  readonly settledOn: LocalDate | null;
  readonly policy: Pick<Policy, 'keepSettledDays'>;
  readonly today: LocalDate;
}

/** What stands against erasing the words of a home's own people. None is a reason to say anything more to them. */
export function erasureLimits({ home, settledOn, policy, today }: ErasureCase): ErasureLimit[] {
  const holds: Readonly<Record<ErasureLimit, boolean>> = {
    unpaid: dueBy(home.charges, today).length > 0,
    disputed: home.disputes.length > 0,
    'payment-check': home.claim !== null,
    retention: settledOn !== null && today < addDays(settledOn, policy.keepSettledDays),
  };
  return ERASURE_LIMITS.filter((limit) => holds[limit]);
}

/** Whether what a contact says belongs to the record of a contract: an owner's does, and their family's. */
export function isParty(binding: Pick<Binding, 'role'> | undefined): boolean {
  return binding?.role === 'owner' || binding?.role === 'family';
}
