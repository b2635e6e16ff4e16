import type { Scope } from '#domain/identity.ts';
import type { Instant } from '#domain/time.ts';

/** A one-time code. Only the hash of its characters is ever stored. */
export interface BindCode {
  readonly hash: string;
  readonly estateId: string;
  readonly householdId: string;
  /** Null for an owner's own code; otherwise what whoever brings it may do once the owner agrees. */
  readonly scope: Scope | null;
  /** The contact of the owner who let somebody in; null for a code that the office printed. */
  readonly issuedBy: string | null;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly usedBy: string | null;
  readonly usedAt: Instant | null;
  /** When the owner agreed to the delegate. */
  readonly agreedAt: Instant | null;
  readonly endedAt: Instant | null;
}

export interface BindCodes {
  byHash(hash: string): Promise<BindCode | undefined>;
  put(code: BindCode): Promise<void>;
  /** Spends a code that is good now. @returns false when it is spent, ended or over. */
  spend(hash: string, contactId: string, now: Instant): Promise<boolean>;
  agree(hash: string, now: Instant): Promise<void>;
  end(hash: string, now: Instant): Promise<void>;
  /** Ends the printed codes of a home that nobody used. */
  endUnused(householdId: string, now: Instant): Promise<void>;
  /** Living delegations of a home: used and not ended, the newest first. */
  delegations(householdId: string): Promise<BindCode[]>;
}

/** Tries to prove an identity; they outlive a restart because they are what limits guessing. */
export interface IdentityTries {
  /** @param room as it was written; null for a code. */
  add(contactId: string, room: string | null, at: Instant): Promise<void>;
  ofContact(contactId: string, since: Instant): Promise<number>;
  ofRoom(room: string, since: Instant): Promise<number>;
}

/** How staff ended a request; `replaced` where the resident proved it meanwhile or asked anew. */
export const REQUEST_ENDS = ['approved', 'refused', 'replaced'] as const;
export type RequestEnd = (typeof REQUEST_ENDS)[number];

/** Somebody whose words did not match the books: a person compares. */
export interface IdentityRequest {
  readonly id: string;
  readonly estateId: string;
  readonly contactId: string;
  readonly conversationId: string;
  /** As the resident wrote it; such a room need not exist. */
  readonly room: string;
  readonly name: string;
  readonly lastFour: string | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly end: RequestEnd | null;
  readonly staffId: string | null;
  readonly reason: string | null;
}

export interface IdentityRequests {
  byId(id: string): Promise<IdentityRequest | undefined>;
  put(request: IdentityRequest): Promise<void>;
  /** Open ones of an estate, the longest waiting first. */
  open(estateId: string): Promise<IdentityRequest[]>;
  /** Ends the open one of a contact as replaced. */
  replace(contactId: string, now: Instant): Promise<void>;
  /** @returns false when it was closed before. */
  close(
    id: string,
    by: { readonly end: RequestEnd; readonly staffId: string; readonly reason: string },
    now: Instant,
  ): Promise<boolean>;
}
