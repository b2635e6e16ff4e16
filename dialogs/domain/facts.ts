import type { Binding, Charge, Contact, Household } from './household.ts';
import type { InstalmentPlan, PaymentClaim, PromiseToPay } from './commitment.ts';
import type { Dispute, Ownership } from './handoff.ts';
import type { Estate } from './estate.ts';
import type { ChargeLimitation } from './limitation.ts';
import type { Instant } from './time.ts';
import type { ScriptId } from './category.ts';
import type { Stage } from './stage.ts';
import type { ChannelStanding } from './channel-standing.ts';

/** A proactive message that went to a household, whoever sent it. */
export interface Touch {
  readonly at: Instant;
  readonly stage: Stage | null;
  readonly script: ScriptId | null;
  readonly delivered: boolean;
}

/** A script that was said in a conversation, with the wording used. */
export interface Heard {
  readonly script: ScriptId;
  readonly variant: number;
  readonly at: Instant;
}

/** All that is known of one household at one moment. Read afresh for every decision. */
export interface HouseholdFacts {
  readonly household: Household;
  /** Charges that are not fully paid, oldest first, due or not. */
  readonly charges: readonly Charge[];
  /** Where the limitation of each of these charges stands; empty while none is old enough to have run out. */
  readonly limitation: readonly ChargeLimitation[];
  readonly promises: readonly PromiseToPay[];
  readonly plan: InstalmentPlan | null;
  readonly claim: PaymentClaim | null;
  readonly disputes: readonly Dispute[];
  /** Touches by all contacts, channels and staff, newest first; at least those of 60 days. */
  readonly touches: readonly Touch[];
  /** Scripts that anybody of the household has heard, newest first. */
  readonly heard: readonly Heard[];
  /** How many contacts are tied to it. */
  readonly people: number;
  /** A conversation of this household is with staff. */
  readonly withStaff: boolean;
}

/** Another home of the same contact, proved as well. */
export interface OtherHome {
  readonly householdId: string;
  readonly room: string;
}

/** What a decision is made from. `home` is absent for a contact without a household. */
export interface Facts {
  readonly estate: Estate;
  readonly contact: Contact;
  readonly binding: Binding | null;
  readonly home: HouseholdFacts | null;
  /** Absent where the contact has one home. */
  readonly otherHomes?: readonly OtherHome[];
  readonly ownership: Ownership;
  /** Scripts this conversation has heard, newest first. */
  readonly heard: readonly Heard[];
  /** How the channel of the contact stands; absent where nothing is held against it. */
  readonly channel?: ChannelStanding;
}
