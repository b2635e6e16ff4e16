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
  readonly expiresAt: Instant;
}

export interface Sessions {
  byHash(tokenHash: string): Promise<Session | undefined>;
  put(session: Session): Promise<void>;
  end(tokenHash: string): Promise<void>;
  endExpired(now: Instant): Promise<void>;
}
