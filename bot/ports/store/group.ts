import type { Instant } from '#domain/time.ts';

/** What a code binds: the WeChat of the colleague who made it, or a group to an estate. */
export const STAFF_CODE_PURPOSES = ['colleague', 'group'] as const;
export type StaffCodePurpose = (typeof STAFF_CODE_PURPOSES)[number];

/** A one-time code that a colleague takes from the console into WeChat. Only its hash is stored. */
export interface StaffCode {
  readonly hash: string;
  readonly purpose: StaffCodePurpose;
  /** Who made it; a colleague's own code binds them. */
  readonly staffId: string;
  /** The estate of a group; null for a colleague's own code. */
  readonly estateId: string | null;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
}

export interface StaffCodes {
  /** Keeps a new code; unused ones of the same purpose, colleague and estate end with it. */
  put(code: StaffCode): Promise<void>;
  /** Spends a code that is good now. @returns undefined when there is none. */
  spend(hash: string, purpose: StaffCodePurpose, now: Instant): Promise<StaffCode | undefined>;
}

/** A contact behind whom a colleague stands. */
export interface StaffContact {
  readonly contactId: string;
  readonly channel: string;
  readonly staffId: string;
  readonly boundAt: Instant;
}

export interface StaffContacts {
  /** The living binding of a contact. */
  of(contactId: string): Promise<StaffContact | undefined>;
  /** All living ones. */
  list(): Promise<StaffContact[]>;
  /** From now on the contact is this colleague; an earlier contact of theirs in the channel is not any more. */
  bind(contactId: string, channel: string, staffId: string, now: Instant): Promise<void>;
  /** Ends every binding of a colleague. @returns how many there were. */
  endOf(staffId: string, now: Instant): Promise<number>;
}

/** A group of colleagues in a channel. */
export interface StaffGroup {
  readonly id: string;
  readonly channel: string;
  /** The channel's own key of the room. */
  readonly key: string;
  readonly estateId: string;
  /** The login of the channel under which it was bound; rooms get other keys where people do. */
  readonly epoch: number;
  /** Staff id of who bound it. */
  readonly boundBy: string;
  readonly boundAt: Instant;
}

export interface StaffGroups {
  byId(id: string): Promise<StaffGroup | undefined>;
  byKey(channel: string, key: string): Promise<StaffGroup | undefined>;
  /** Living ones, the newest first. */
  of(estateId: string): Promise<StaffGroup[]>;
  /** Binds a room; what it was bound to before ends. */
  put(group: StaffGroup): Promise<void>;
  /** @returns false when it had ended before. */
  end(id: string, now: Instant): Promise<boolean>;
}

/** Short numbers by which colleagues speak of a conversation where neither room nor name may be said. */
export interface CaseNumbers {
  /** The number of a conversation, given now where it has none. */
  ensure(conversationId: string): Promise<number>;
  of(conversationId: string): Promise<number | undefined>;
  conversation(number: number): Promise<string | undefined>;
}

/** What a colleague wrote to us is heeded once, however often the channel tells it. */
export interface StaffWords {
  /** @returns false when this message was taken before. */
  take(channel: string, messageId: string, now: Instant): Promise<boolean>;
}

/** `unknown` may have arrived and is never repeated; `stale` was no news any more when it could have left. */
export const POST_STATUSES = [
  'queued',
  'sending',
  'accepted',
  'rejected',
  'unknown',
  'stale',
] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

/** A message to colleagues: an alert, or the answer to what one of them wrote. Never one to a resident. */
export interface StaffPost {
  readonly id: string;
  readonly channel: string;
  /** The channel's key of a room or of a person. */
  readonly address: string;
  readonly isRoom: boolean;
  readonly text: string;
  readonly status: PostStatus;
  readonly reason: string | null;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}

export interface StaffPosts {
  put(post: StaffPost): Promise<void>;
  byId(id: string): Promise<StaffPost | undefined>;
  /** @returns false when it was not in `from`. */
  move(
    id: string,
    from: PostStatus,
    to: PostStatus,
    now: Instant,
    reason?: string,
  ): Promise<boolean>;
  /** The newest one to an address. */
  last(channel: string, address: string): Promise<StaffPost | undefined>;
}

/** What colleagues were told of a time in which a conversation waits: that it does, that it does for too long. */
export const ALERT_KINDS = ['new', 'late'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Alerts that were given, each once for a time of waiting; a change of owner begins another. */
export interface StaffAlerts {
  note(conversationId: string, epoch: number, kind: AlertKind, at: Instant): Promise<void>;
  /** When each kind was given, under this epoch of the conversation. */
  of(conversationId: string, epoch: number): Promise<ReadonlyMap<AlertKind, Instant>>;
}
