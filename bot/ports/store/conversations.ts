import type { CategoryId } from '#domain/category.ts';
import type { HandoffReason, Outcome, Ownership, Queue } from '#domain/handoff.ts';
import type { Instant } from '#domain/time.ts';

/** The thread with one contact. */
export interface Conversation extends Ownership {
  readonly id: string;
  readonly estateId: string;
  readonly contactId: string;
  /** The household it is about, once known. */
  readonly householdId: string | null;
  /** Category the dialog works with, for lists and reports. */
  readonly category: CategoryId | null;
  /** Highest inbound sequence received; 0 before the first. */
  readonly lastInbound: number;
  readonly lastAt: Instant;
  /** Turns that failed in a row; the second one sends the conversation to staff. */
  readonly failures: number;
}

export interface Conversations {
  byId(id: string): Promise<Conversation | undefined>;
  byContact(contactId: string): Promise<Conversation | undefined>;
  ofHousehold(householdId: string): Promise<Conversation[]>;
  ensure(
    estateId: string,
    contactId: string,
    householdId: string | null,
    now: Instant,
  ): Promise<Conversation>;
  /** Newest first; `owner` narrows to who holds it. */
  list(estateId: string, owner: Ownership['owner'] | null, limit: number): Promise<Conversation[]>;
  /**
   * Conversations of an estate whose room, owner, contact or the end of whose phone number has the text, or in which it was
   * said or noted; newest first. `words` is the newest text it stands in, null where it was found in none.
   */
  search(
    estateId: string,
    text: string,
    limit: number,
  ): Promise<{ readonly conversation: Conversation; readonly words: string | null }[]>;
  /**
   * Changes who may speak and raises the epoch, if the epoch is still `expected`. `at` also counts as the last time
   * something was said.
   * @returns the new ownership, or undefined when somebody else was first.
   */
  changeOwner(
    id: string,
    expected: number,
    owner: Ownership['owner'],
    staffId: string | null,
    at?: Instant,
  ): Promise<Ownership | undefined>;
  /** Which home it is about; the conversation goes over to the home's estate. */
  setHousehold(id: string, householdId: string | null): Promise<void>;
  setCategory(id: string, category: CategoryId): Promise<void>;
  setFailures(id: string, failures: number): Promise<void>;
}

/** One handing-over to staff. */
export interface Handoff {
  readonly id: string;
  readonly conversationId: string;
  readonly householdId: string | null;
  readonly reason: HandoffReason;
  readonly queue: Queue;
  readonly urgent: boolean;
  readonly summary: string;
  readonly openedAt: Instant;
  /** By when the resident was told a person answers. */
  readonly answerBy: Instant;
  readonly claimedBy: string | null;
  readonly claimedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
}

export interface Handoffs {
  byId(id: string): Promise<Handoff | undefined>;
  /** The open one of a conversation; there is at most one. */
  open(conversationId: string): Promise<Handoff | undefined>;
  put(handoff: Handoff): Promise<void>;
  /** Sets who works on it; last change wins, the race is decided by the conversation's epoch. */
  setClaim(id: string, staffId: string | null, now: Instant | null): Promise<void>;
  close(id: string, outcome: Outcome, now: Instant): Promise<void>;
  /** Makes one urgent, for another reason and queue. */
  raise(id: string, reason: HandoffReason, queue: Queue): Promise<void>;
  /** Open ones of an estate: urgent first, then longest waiting. */
  queue(estateId: string): Promise<Handoff[]>;
  between(estateId: string, from: Instant, to: Instant): Promise<Handoff[]>;
}

/** What staff write for each other; never in the table of messages. */
export interface Note {
  readonly id: string;
  readonly conversationId: string;
  readonly staffId: string;
  readonly text: string;
  readonly at: Instant;
}

export interface Notes {
  put(note: Note): Promise<void>;
  of(conversationId: string): Promise<Note[]>;
}
