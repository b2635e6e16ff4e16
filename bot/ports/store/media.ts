import type { MediaKind } from '#domain/message-kind.ts';
import type { Instant } from '#domain/time.ts';

/**
 * `waiting` is to be fetched; `fetched` lies in the media folder; `described` has words and no file; `refused` is of a
 * type that is not kept; `over-quota` came when the contact or the estate had used up its share; `failed` could not be
 * had; `erased` was forgotten on purpose, and only that it came is still known.
 */
export const MEDIA_STATES = [
  'waiting',
  'fetched',
  'described',
  'too-large',
  'refused',
  'over-quota',
  'failed',
  'erased',
] as const;
export type MediaState = (typeof MEDIA_STATES)[number];

/** What came with one message. */
export interface MediaItem {
  readonly id: string;
  readonly estateId: string;
  readonly conversationId: string;
  readonly contactId: string;
  /** The household it was sent for, if that was known. */
  readonly householdId: string | null;
  /** Sequence of the inbound message. */
  readonly messageSeq: number;
  readonly channel: string;
  /** The channel's key of it; null once erased. */
  readonly ref: string | null;
  readonly kind: MediaKind;
  /** As the sender named it; never part of a path. */
  readonly name: string | null;
  /** What a place, link or card says. */
  readonly text: string | null;
  /** As the bytes show, whatever the sender said. */
  readonly mime: string | null;
  /** Bytes. */
  readonly size: number | null;
  /** Name of the file in the media folder. */
  readonly sha256: string | null;
  readonly state: MediaState;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}

/** What is known of an item once it was fetched, or was not. */
export interface MediaSettlement extends Partial<
  Pick<MediaItem, 'name' | 'text' | 'mime' | 'size' | 'sha256'>
> {
  readonly state: Exclude<MediaState, 'waiting' | 'erased'>;
  readonly now: Instant;
}

/** Bytes that are kept. */
export interface MediaUse {
  /** Of the estate, ever. */
  readonly estate: number;
  /** Of the estate, since the given moment. */
  readonly estateSince: number;
  /** Of the contact, since the given moment. */
  readonly contactSince: number;
}

export interface Media {
  /** One a message; a second one for the same message changes nothing. */
  put(item: MediaItem): Promise<void>;
  byId(id: string): Promise<MediaItem | undefined>;
  of(conversationId: string): Promise<MediaItem[]>;
  /** @returns false when it no longer waits. */
  settle(id: string, settlement: MediaSettlement): Promise<boolean>;
  use(estateId: string, contactId: string, since: Instant): Promise<MediaUse>;
  /**
   * Forgets what a contact, or anybody for a household, has sent. The files go with `removeMedia` after the commit.
   * @returns digests of what was kept.
   */
  erase(
    whose: { readonly contactId: string } | { readonly householdId: string },
    now: Instant,
  ): Promise<string[]>;
  /** Whether any item, or a formal letter, still needs the bytes. */
  needs(sha256: string): Promise<boolean>;
}
