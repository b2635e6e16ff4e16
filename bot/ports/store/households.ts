import type {
  Binding,
  Charge,
  ChargeBasis,
  Contact,
  Household,
  Level,
  Occupancy,
  Role,
} from '#domain/household.ts';
import type { Scope } from '#domain/identity.ts';
import type { Estate } from '#domain/estate.ts';
import type { Fen } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';

export interface Estates {
  byId(id: string): Promise<Estate | undefined>;
  byName(name: string): Promise<Estate | undefined>;
  list(): Promise<Estate[]>;
  /** Creates or replaces by id. */
  put(estate: Estate): Promise<void>;
}

/** A household as an import or a case gives it; found again by estate and room. */
export interface HouseholdRow {
  readonly estateId: string;
  readonly room: string;
  readonly owner: string;
  readonly phone: string | null;
  readonly occupancy: Occupancy;
}

export interface Households {
  byId(id: string): Promise<Household | undefined>;
  byRoom(estateId: string, room: string): Promise<Household | undefined>;
  list(estateId: string): Promise<Household[]>;
  /** Households with something outstanding that is due on or before `date`, by room. */
  inArrears(estateId: string, date: LocalDate): Promise<Household[]>;
  /** Creates or updates by estate and room; a suspended room comes back. */
  put(row: HouseholdRow): Promise<Household>;
  /** Takes a home out of the books to which nothing refers. @returns false when something does; it stays then. */
  removeUnused(id: string): Promise<boolean>;
  setSuspended(id: string, suspended: boolean): Promise<void>;
  setVulnerable(id: string, vulnerable: boolean): Promise<void>;
}

/** A charge as an import gives it; found again by household, item and period. */
export interface ChargeRow {
  readonly householdId: string;
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly due: LocalDate;
  readonly amount: Fen;
  /** Paid before we knew of the charge. */
  readonly paid: Fen;
  readonly asOf: LocalDate;
  readonly importId: string | null;
  readonly basis?: ChargeBasis | null;
}

/** Everything that the books hold of a charge; what an undo brings back. */
export interface ChargeImage {
  readonly id: string;
  readonly householdId: string;
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly due: LocalDate;
  readonly amount: Fen;
  readonly paid: Fen;
  readonly asOf: LocalDate;
  readonly importId: string | null;
  readonly basis: ChargeBasis | null;
  /** The import whose list left it out. */
  readonly missingIn: string | null;
}

/** What all charges of an estate come to. */
export interface Standing {
  readonly open: Fen;
  /** Homes with something open. */
  readonly households: number;
}

export interface Charges {
  /** Not fully paid, oldest due first. */
  open(householdId: string): Promise<Charge[]>;
  /** All, oldest due first. */
  all(householdId: string): Promise<Charge[]>;
  /** Creates or updates by household, item and period; one that was missing has come back. */
  put(row: ChargeRow): Promise<Charge>;
  images(householdId: string): Promise<ChargeImage[]>;
  /** Puts everything of a charge back as it was; home, item and period never change. */
  restore(image: ChargeImage): Promise<void>;
  /** Notes that a whole list left it out; null ends it. */
  setMissing(chargeId: string, importId: string | null): Promise<void>;
  /** Takes a charge that nothing was paid on out of the books, with the tasks about it. */
  remove(chargeId: string): Promise<void>;
  standing(estateId: string): Promise<Standing>;
  /** Adds to what is paid of a charge. */
  addPaid(chargeId: string, amount: Fen): Promise<void>;
}

export interface PaymentRow {
  readonly id: string;
  readonly householdId: string;
  readonly amount: Fen;
  readonly at: Instant;
  readonly source: string;
  /** The billing system's own number; the same one twice is one payment. */
  readonly externalId: string | null;
}

export interface Payments {
  /** @returns false when the external id is known already and nothing was stored. */
  record(row: PaymentRow): Promise<boolean>;
  allocate(paymentId: string, chargeId: string, amount: Fen): Promise<void>;
  of(householdId: string): Promise<PaymentRow[]>;
  /** Payments of an estate in `[from, to)`. */
  between(estateId: string, from: Instant, to: Instant): Promise<PaymentRow[]>;
}

export interface Contacts {
  byId(id: string): Promise<Contact | undefined>;
  byKey(channel: string, key: string): Promise<Contact | undefined>;
  /** Finds or creates. */
  ensure(
    channel: string,
    key: string,
    name: string,
    locale: string,
    now: Instant,
  ): Promise<Contact>;
  setOptedOut(id: string, since: Instant | null): Promise<void>;
  setLocale(id: string, locale: string): Promise<void>;
}

export interface Bindings {
  /** The living bindings of a contact, strongest level first. */
  of(contactId: string): Promise<Binding[]>;
  /** The living bindings of a household, strongest level first. */
  to(householdId: string): Promise<Binding[]>;
  put(
    contactId: string,
    householdId: string,
    role: Role,
    level: Level,
    now: Instant,
    /** Of a delegate only. */
    scope?: Scope,
  ): Promise<void>;
  /** What was proved has to be proved anew: the level falls to claimed. */
  drop(contactId: string, householdId: string, now: Instant): Promise<void>;
  end(contactId: string, householdId: string, now: Instant): Promise<void>;
}
