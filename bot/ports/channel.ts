import type { MessageKind } from '#domain/message-kind.ts';
import type { Instant } from '#domain/time.ts';
import type { MediaRead, MediaRef } from './media.ts';

/** Who wrote a message: the resident, our own outbox, staff in the console, a colleague on the phone itself. */
export type Origin = 'resident' | 'bot' | 'staff-console' | 'staff-native';

export { MESSAGE_KINDS, type MessageKind } from '#domain/message-kind.ts';

/** What a channel tells us. `contact` is the channel's own key of the person. */
export type InboundEvent =
  | {
      readonly type: 'message';
      /** The channel's id of the message; the same id twice is one message. */
      readonly id: string;
      readonly contact: string;
      readonly contactName: string;
      readonly kind: MessageKind;
      /** The words; for anything but text what the channel tells of it at once, or nothing. */
      readonly text: string;
      /** What there is to be fetched; null for words, and for what nobody shall open: money, forwarded chats. */
      readonly media: MediaRef | null;
      readonly at: Instant;
      readonly origin: Origin;
    }
  | { readonly type: 'recall'; readonly id: string; readonly contact: string; readonly at: Instant }
  | { readonly type: 'health'; readonly state: ChannelHealth; readonly at: Instant };

/** `ready` is the only state in which a send can be accepted. */
export type ChannelHealth = 'starting' | 'scan' | 'ready' | 'deaf' | 'logged-out' | 'restricted';

export interface ChannelCapabilities {
  /** May open a conversation by itself. */
  readonly proactive: boolean;
  readonly recall: boolean;
  readonly menus: boolean;
  readonly media: boolean;
  /** Longest text in UTF-8 bytes. */
  readonly maxBytes: number;
}

export interface OutboundMessage {
  /** The channel's key of the person. */
  readonly contact: string;
  readonly text: string;
  /** The same key is sent once, however often it is asked for in the life of the process. */
  readonly idempotencyKey: string;
  readonly proactive: boolean;
}

/** What became of a send. `unknown` may have arrived: it is never repeated without a person. */
export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly messageId: string | null }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string };

export type SendPermission =
  | { readonly ok: true; readonly remaining: number | null; readonly expiresAt: Instant | null }
  | { readonly ok: false; readonly reason: string };

/** One way to residents. Implementations know ports and domain only, and refuse rooms by themselves. */
export interface Channel {
  readonly name: string;
  readonly capabilities: ChannelCapabilities;
  health(): ChannelHealth;
  /** Begins to listen. `receive` resolves when the event is durable; only then is it acknowledged. */
  start(receive: (event: InboundEvent) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  canSend(contact: string, proactive: boolean, now: Instant): SendPermission;
  send(message: OutboundMessage): Promise<SendOutcome>;
  /**
   * Fetches what a message carries, at most `cap` bytes of it.
   * @throws when trying again may help.
   */
  fetchMedia(ref: string, cap: number): Promise<MediaRead>;
  /** Takes a message back where the channel can. */
  recall(contact: string, messageId: string): Promise<boolean>;
}
