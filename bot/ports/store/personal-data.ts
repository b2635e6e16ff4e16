import type { ErasureReason, RightsRequest } from '#domain/right.ts';
import type { Instant } from '#domain/time.ts';

/** When the words of a conversation were erased, and why. What was said later is still there. */
export interface Erasure {
  readonly at: Instant;
  readonly reason: ErasureReason;
}

/** How much was erased. */
export interface ErasedWords {
  readonly messages: number;
  readonly notes: number;
}

/** Personal data as such: salts of digests, requests of residents, erasure. */
export interface PersonalData {
  /** Keeps the salt of a message's digest. @param message id of the outbox, or `in:` and a sequence of the inbox. */
  keepSalt(message: string, conversationId: string, salt: string): Promise<void>;
  saltOf(message: string): Promise<string | undefined>;

  /** @returns false when the conversation has an open request of the kind; nothing is stored then. */
  ask(request: RightsRequest): Promise<boolean>;
  requestById(id: string): Promise<RightsRequest | undefined>;
  /** Open ones of an estate, the longest waiting first. */
  openRequests(estateId: string): Promise<RightsRequest[]>;
  /** All of a conversation, open or not, oldest first. */
  requestsOf(
    conversationId: string,
  ): Promise<(RightsRequest & { readonly closedAt: Instant | null })[]>;
  /** @returns false when it was closed before, or there is none. */
  closeRequest(id: string, staffId: string | null, now: Instant): Promise<boolean>;

  /**
   * Erases what was said in a conversation: texts of messages and their salts, the channel's ids of them, notes,
   * summaries and drafts of them, the dialog's state, the cause it was filed under, what somebody told to prove who they
   * are. Numbers, days and the ledger stay.
   */
  eraseWords(conversationId: string, erasure: Erasure): Promise<ErasedWords>;
  /** Makes a contact nobody: name and channel id are gone, all ties end. Whoever writes from there again is a stranger. */
  eraseContact(contactId: string, now: Instant): Promise<void>;
  /** Takes owner and phone of a household out of the books; the room and its account stay. */
  eraseOwner(householdId: string): Promise<void>;
  erasureOf(conversationId: string): Promise<Erasure | undefined>;
  /** Conversations of an estate with words in which nothing was said since `before`. */
  silentSince(estateId: string, before: Instant): Promise<string[]>;
  /** Every contact that was ever tied to a household or talked with about it. */
  contactsOf(householdId: string): Promise<string[]>;
}
