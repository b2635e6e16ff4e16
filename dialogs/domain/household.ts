import type { Fen } from './money.ts';
import type { Scope } from './identity.ts';
import type { Instant, LocalDate } from './time.ts';

/** How a home is used; `vacant` and `not-handed-over` change which explanation is right. */
export const OCCUPANCIES = ['occupied', 'vacant', 'rented', 'not-handed-over'] as const;
export type Occupancy = (typeof OCCUPANCIES)[number];

/** What a contact is to a household. */
export const ROLES = ['owner', 'family', 'tenant', 'unknown'] as const;
export type Role = (typeof ROLES)[number];

/** How far a contact's right to speak for a household is proved (policy: identity). */
export const LEVELS = ['stranger', 'claimed', 'verified', 'delegate'] as const;
export type Level = (typeof LEVELS)[number];

/** One home with one account of fees. `room` is unique in its estate, as `3-2-1101`. */
export interface Household {
  readonly id: string;
  readonly estateId: string;
  readonly room: string;
  readonly owner: string;
  readonly phone: string | null;
  readonly occupancy: Occupancy;
  /** A room that vanished from a full import: nothing is sent, nothing is taken for paid. */
  readonly suspended: boolean;
  /** A sign that a person is needed; holds every proactive message until staff release it. */
  readonly vulnerable: boolean;
}

/** What a fee is reckoned from: hundredths of a square metre, and ten-thousandths of a yuan per square metre a month. */
export interface ChargeBasis {
  readonly area: number;
  readonly rate: number;
}

/** What is due for one billing period of one fee item. Periods are `YYYY-MM`, both ends included. */
export interface Charge {
  readonly id: string;
  readonly householdId: string;
  readonly item: string;
  readonly from: string;
  readonly to: string;
  /** Last day on which payment is in time. */
  readonly due: LocalDate;
  readonly amount: Fen;
  readonly paid: Fen;
  /** Day up to which this figure is known to be right. */
  readonly asOf: LocalDate;
  /** What the amount is reckoned from; absent where the books do not say. */
  readonly basis?: ChargeBasis | null;
  /** The last whole list of arrears left it out, and nobody has said yet what became of it; absent for all others. */
  readonly missing?: true;
}

/** A person in a channel. `key` is the channel's id for them. */
export interface Contact {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly name: string;
  readonly optedOut: boolean;
  readonly locale: string;
}

/** A contact's tie to a household. */
export interface Binding {
  readonly contactId: string;
  readonly householdId: string;
  readonly role: Role;
  readonly level: Level;
  /** What a delegate may do; absent for everybody else. */
  readonly scope?: Scope;
  /** When the books changed, so that what was proved has to be proved anew. */
  readonly droppedAt?: Instant;
}
