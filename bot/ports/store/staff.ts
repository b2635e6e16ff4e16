import type { Instant } from '#domain/time.ts';

/** Roles of the console (policy: hand-over; research: console). */
export const STAFF_ROLES = ['service', 'steward', 'manager', 'finance', 'legal', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface StaffMember {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly passwordHash: string;
  /** Estates they work for; empty means every estate. */
  readonly estates: readonly string[];
  /** Has a password for once: nothing but choosing an own one is open to them. */
  readonly mustChange: boolean;
  /** When they left; from then on nobody signs in as them. */
  readonly endedAt: Instant | null;
}

export interface Staff {
  byId(id: string): Promise<StaffMember | undefined>;
  byLogin(login: string): Promise<StaffMember | undefined>;
  list(): Promise<StaffMember[]>;
  put(member: StaffMember): Promise<void>;
}

/** A signed-in browser; only the hash of its token is stored. */
export interface Session {
  readonly tokenHash: string;
  readonly staffId: string;
  readonly csrf: string;
  readonly createdAt: Instant;
  /** When somebody last did something, to the minute or so. */
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

export interface Sessions {
  byHash(tokenHash: string): Promise<Session | undefined>;
  put(session: Session): Promise<void>;
  /** Somebody does something. */
  seen(tokenHash: string, now: Instant): Promise<void>;
  end(tokenHash: string): Promise<void>;
  /** Ends every session of a colleague. */
  endOf(staffId: string): Promise<void>;
  endExpired(now: Instant): Promise<void>;
}

/** Tries at the door: how many, and until when they count. */
export interface Tries {
  readonly count: number;
  readonly until: Instant;
}

/** Failed sign-ins by a key that names nobody (a digest); they outlive a restart. */
export interface LoginTries {
  byKey(key: string): Promise<Tries | undefined>;
  put(key: string, tries: Tries): Promise<void>;
  forget(key: string): Promise<void>;
  forgetExpired(now: Instant): Promise<void>;
}
