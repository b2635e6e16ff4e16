import type { ChannelStanding } from '#domain/channel-standing.ts';
import type { Instant } from '#domain/time.ts';
import type { ChannelHealth, DeafWhy } from '../channel.ts';

/** What is known of a channel's account. */
export interface ChannelRecord {
  readonly name: string;
  /** Who is logged in, by the channel's own id. */
  readonly account: string | null;
  /** Counts the logins with which contacts may have got new ids. */
  readonly epoch: number;
  readonly idsChange: boolean;
  readonly loggedInAt: Instant | null;
  /** The last moment at which the channel is known to have listened. */
  readonly seenAt: Instant | null;
  readonly state: ChannelHealth;
  readonly stateSince: Instant;
  /** Since when nothing leaves of our own accord, and the words that the channel said; null where it may. */
  readonly breaker: { readonly at: Instant; readonly why: string } | null;
  /** When it was acknowledged that the channel is used at one's own risk. */
  readonly riskAt: Instant | null;
}

/** A time in which the channel heard nothing. */
export interface ChannelGap {
  readonly id: string;
  readonly channel: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly why: DeafWhy;
  /** Conversations that were alive then: what they may have said is to be looked up on the phone. */
  readonly conversations: readonly string[];
  readonly releasedAt: Instant | null;
  readonly releasedBy: string | null;
}

export interface Channels {
  byName(name: string): Promise<ChannelRecord | undefined>;
  list(): Promise<ChannelRecord[]>;
  put(record: ChannelRecord): Promise<void>;
  putGap(gap: ChannelGap): Promise<void>;
  gapById(id: string): Promise<ChannelGap | undefined>;
  /** Newest first. */
  gaps(channel: string, limit: number): Promise<ChannelGap[]>;
  /** @returns false when it was released before. */
  releaseGap(id: string, staffId: string, now: Instant): Promise<boolean>;
  /** What speaks against writing to this contact. */
  standing(contactId: string): Promise<ChannelStanding>;
  /** The contact wrote under the present login of its channel; `handle` is an id that no login changes. */
  met(contactId: string, channel: string, handle: string | null): Promise<void>;
  /**
   * A person whom a login gave a new key is the one they were, where a handle that no login changes says so.
   * @returns whether a contact has the new key now.
   */
  rekey(channel: string, handle: string, key: string): Promise<boolean>;
  /** Conversations of a channel in which something was said since `since`. */
  alive(channel: string, since: Instant): Promise<string[]>;
  /** Households with a contact in the channel. */
  households(channel: string): Promise<string[]>;
  /** When the channel last took something in, and last let something out. */
  lastMoved(
    channel: string,
  ): Promise<{ readonly in: Instant | null; readonly out: Instant | null }>;
}
