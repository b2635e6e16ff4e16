import type { ScriptId, StatuteId } from '#domain/category.ts';
import type { Selection } from '#domain/selection.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant } from '#domain/time.ts';
import type { Label } from '#domain/label.ts';
import type { Withholding } from '#domain/withholding.ts';
import type { Heard, Touch } from '#domain/facts.ts';
import type { Sent } from '#domain/send-pace.ts';
import type { Choices, MessageKind, Origin } from '../channel.ts';

/** A message that came in. `seq` orders all inbound messages of the store. */
export interface InboundMessage {
  readonly seq: number;
  readonly conversationId: string;
  readonly channelMessageId: string;
  readonly kind: MessageKind;
  readonly origin: Origin;
  readonly text: string;
  /** When the channel says it was written. */
  readonly sentAt: Instant;
  readonly receivedAt: Instant;
  readonly status: 'pending' | 'handled';
  /** What perception made of the turn it belonged to. */
  readonly label: Label | null;
  readonly confidence: number | null;
  readonly recalled: boolean;
}

export interface Inbox {
  /**
   * Stores a message once and raises the conversation's `lastInbound`.
   * @returns its sequence, or undefined when the channel's id is known already.
   */
  store(
    channel: string,
    message: Omit<InboundMessage, 'seq' | 'status' | 'label' | 'confidence' | 'recalled'>,
  ): Promise<number | undefined>;
  /** Not yet handled, in order. */
  pending(conversationId: string): Promise<InboundMessage[]>;
  /** Marks everything up to `seq` handled. */
  handled(
    conversationId: string,
    seq: number,
    label: Label | null,
    confidence: number | null,
  ): Promise<void>;
  /** Marks a message recalled. @returns false when it is unknown, or was marked before. */
  recall(channel: string, channelMessageId: string): Promise<boolean>;
  of(conversationId: string): Promise<InboundMessage[]>;
}

/**
 * `queued` waits for the sender; `sending` was handed to the channel and nobody knows yet; `unknown` may have arrived
 * and is for a person; `superseded` belongs to an older epoch or answers an older message; `withheld` was refused by
 * the gate or the guard.
 */
export const OUTBOX_STATUSES = [
  'queued',
  'sending',
  'accepted',
  'rejected',
  'unknown',
  'superseded',
  'withheld',
] as const;
export type OutboxStatus = (typeof OUTBOX_STATUSES)[number];

/** What brought a message up: the resident's own words, a person's order, or the bot's own plan. */
export const OCCASIONS = ['answer', 'ordered', 'planned'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** Why these words, and why at all. */
export interface KeptSelection extends Selection {
  readonly occasion: Occasion;
  /** Who ordered it, where a person did. */
  readonly orderedBy?: string;
  /** The wave it belongs to, where it does. */
  readonly wave?: string;
  /** The version of an office's own wording; absent where the shipped one spoke. */
  readonly wording?: string;
}

/** A message that goes out, or did not. */
export interface OutboundRow {
  readonly id: string;
  readonly conversationId: string;
  readonly householdId: string | null;
  readonly contactId: string;
  readonly author: 'bot' | 'staff' | 'native';
  readonly staffId: string | null;
  readonly text: string;
  readonly script: ScriptId | null;
  readonly variant: number | null;
  readonly stage: Stage | null;
  readonly citations: readonly StatuteId[];
  readonly selection: KeptSelection | null;
  /** Nobody asked for it: counts towards the caps, a colleague's words included. */
  readonly proactive: boolean;
  /** The conversation's epoch when it was written. */
  readonly epoch: number;
  /** Inbound sequence it answers; newer inbound makes it stale. Null for what answers nothing. */
  readonly answersUpTo: number | null;
  readonly status: OutboxStatus;
  readonly reasons: readonly (Withholding | string)[];
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
  readonly channelMessageId: string | null;
  /** The choices at its end, where it has any. */
  readonly choices?: Choices;
}

export interface Outbox {
  put(row: OutboundRow): Promise<void>;
  byId(id: string): Promise<OutboundRow | undefined>;
  /** Queued ones that need not wait at `now`, in the order they were written. */
  queued(limit: number, now: Instant): Promise<OutboundRow[]>;
  /** Keeps a queued message back until `at`. */
  holdUntil(id: string, at: Instant): Promise<void>;
  /** When the first message that was kept back may leave. */
  nextAt(): Promise<Instant | undefined>;
  /** When messages left a channel since `since`, or may have, newest first. */
  sentBy(channel: string, since: Instant): Promise<Sent[]>;
  /** An echo or an answer shows which message of the channel a row became. */
  identify(id: string, channelMessageId: string): Promise<void>;
  /** Handed to the channel by a process that is gone. */
  sending(): Promise<OutboundRow[]>;
  /** Moves from one status to another. @returns false when it was not in `from`. */
  move(id: string, from: OutboxStatus, to: OutboxStatus, change: OutboxChange): Promise<boolean>;
  of(conversationId: string): Promise<OutboundRow[]>;
  /** Proactive messages to a household since `since` that left or may have left, newest first. */
  touches(householdId: string, since: Instant): Promise<Touch[]>;
  /** Scripts a conversation has heard, newest first. */
  heard(conversationId: string, limit: number): Promise<Heard[]>;
  between(estateId: string, from: Instant, to: Instant): Promise<OutboundRow[]>;
  /** Contacts of a channel who wrote at or after `since`; what a colleague typed in the channel itself is not counted. */
  windows(channel: string, since: Instant): Promise<OpenWindow[]>;
}

/** A contact who wrote of late, and how many messages of ours left, or may have, since. */
export interface OpenWindow {
  /** The channel's key of the person. */
  readonly contact: string;
  readonly wroteAt: Instant;
  /** The channel's ids of what they wrote at that moment. */
  readonly ids: readonly string[];
  readonly sent: number;
}

export interface OutboxChange {
  readonly now: Instant;
  readonly reasons?: readonly string[];
  readonly channelMessageId?: string | null;
}
