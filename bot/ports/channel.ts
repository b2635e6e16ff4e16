import type { SendPace } from '#domain/send-pace.ts';
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
      /** The words are a tap on a choice of one of our messages. */
      readonly tapped?: Tap;
      /** An id of the person that no login changes, where the channel tells one. */
      readonly handle?: string;
    }
  /** One of our own messages as the channel shows it; proof that it left. */
  | Echo
  | RoomWords
  | Arrival
  | Undelivered
  | SessionChange
  | { readonly type: 'recall'; readonly id: string; readonly contact: string; readonly at: Instant }
  | Health
  | Deafness
  | Throttling;

export interface Echo {
  readonly type: 'echo';
  readonly id: string;
  readonly contact: string;
  readonly text: string;
  readonly at: Instant;
}

/**
 * What somebody wrote to us in a room, as a colleague in the staff's group: words that begin with `#`. Nothing else that
 * is said in a room is ever told.
 */
export interface RoomWords {
  readonly type: 'room';
  readonly id: string;
  /** The channel's own key of the room. */
  readonly room: string;
  /** The channel's own key of who wrote. */
  readonly talker: string;
  readonly talkerName: string;
  readonly text: string;
  readonly at: Instant;
  /** An id of the person that no login changes, where the channel tells one. */
  readonly handle?: string;
}

/** How the channel stands; told again now and then while nothing changes, so that it is known until when it listened. */
export interface Health {
  readonly type: 'health';
  readonly state: ChannelHealth;
  readonly at: Instant;
  /** With `ready` after a login: who it is, and whether people may have got new ids by it. */
  readonly login?: { readonly account: string; readonly fresh: boolean };
}

/** The channel heard nothing from `from` to `to`; null counts from the last moment at which it is known to have listened. */
export interface Deafness {
  readonly type: 'deaf';
  readonly from: Instant | null;
  readonly to: Instant;
  readonly why: DeafWhy;
}

/** The account was told to slow down, in the channel's own words. */
export interface Throttling {
  readonly type: 'throttled';
  readonly at: Instant;
  readonly notice: string;
}

/** Why a channel was deaf: the service was not there, its connection broke, or it stood and nothing came through. */
export const DEAF_WHYS = ['service-down', 'connection', 'silence', 'logged-out'] as const;
export type DeafWhy = (typeof DEAF_WHYS)[number];

/** Somebody opened the conversation, as by a printed code, and has not said a word yet. */
export interface Arrival {
  readonly type: 'enter';
  readonly id: string;
  readonly contact: string;
  readonly contactName: string;
  /** Which of our links it was, by the name we gave it. */
  readonly scene: string;
  /** What the link carried, as the code of a bill; empty where it carried nothing. */
  readonly sceneParam: string;
  /** Whether one message may greet them though they have said nothing. */
  readonly greetable: boolean;
  readonly at: Instant;
}

/** A message that the channel had accepted did not reach the resident after all. */
export interface Undelivered {
  readonly type: 'delivery-failed';
  /** The channel's id of our message. */
  readonly id: string;
  readonly contact: string;
  readonly reason: string;
  readonly at: Instant;
}

/** A colleague took the conversation in the channel's own client, or let go of it there. */
export interface SessionChange {
  readonly type: 'session';
  readonly id: string;
  readonly contact: string;
  readonly contactName: string;
  readonly holder: 'staff' | 'nobody';
  readonly at: Instant;
}

/** Which choice of which of our messages was tapped; choices count from 1. */
export interface Tap {
  readonly messageId: string;
  readonly choice: number;
}

/**
 * `ready` is the only state in which a send can be accepted. `absent`: its start failed and is tried again, or the service
 * was not asked to open it.
 */
export const CHANNEL_HEALTHS = [
  'starting',
  'scan',
  'ready',
  'deaf',
  'logged-out',
  'restricted',
  'absent',
] as const;
export type ChannelHealth = (typeof CHANNEL_HEALTHS)[number];

export interface ChannelCapabilities {
  /** May open a conversation by itself. */
  readonly proactive: boolean;
  readonly recall: boolean;
  readonly menus: boolean;
  readonly media: boolean;
  /** Longest text in UTF-8 bytes. */
  readonly maxBytes: number;
  /** A conversation can be handed to colleagues in the channel's own client. */
  readonly transfer?: boolean;
  /** Its account can sit in rooms with colleagues; where it cannot, `sendToRoom` is absent. */
  readonly rooms?: boolean;
  /** People may have other ids after a new login. */
  readonly idsChange?: boolean;
  /** How fast it may write, where that matters. */
  readonly pace?: SendPace;
}

/** The choices at the end of a text, apart from it. */
export interface Choices {
  /** The text without them. */
  readonly head: string;
  /** In the order of their numbers, without the numbers. */
  readonly options: readonly string[];
}

export interface OutboundMessage {
  /** The channel's key of the person. */
  readonly contact: string;
  /** The whole text; choices stand in it by number. */
  readonly text: string;
  /** For a channel with menus, which shows them instead of the numbers. */
  readonly choices?: Choices;
  /** The same key is sent once, however often it is asked for in the life of the process. */
  readonly idempotencyKey: string;
  readonly proactive: boolean;
}

/** A message to colleagues in a room; nothing of a resident's may stand in it. */
export interface RoomMessage {
  /** The channel's key of the room. */
  readonly room: string;
  readonly text: string;
  /** The same key is sent once, however often it is asked for in the life of the process. */
  readonly idempotencyKey: string;
}

/** What became of a send. `unknown` may have arrived: it is never repeated without a person. */
export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly messageId: string | null }
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** `messageId` where it was ours to choose, so that later news of the message find it. */
  | { readonly outcome: 'unknown'; readonly reason: string; readonly messageId?: string };

/** What became of handing a conversation over: `refused` will not change by trying again. */
export type TransferOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string };

export type SendPermission =
  | { readonly ok: true; readonly remaining: number | null; readonly expiresAt: Instant | null }
  /** `retryAt` is given where the reason is about to end: the message waits instead of being lost. */
  | { readonly ok: false; readonly reason: string; readonly retryAt?: Instant };

/**
 * One way to residents. Implementations know ports and domain only; of rooms they tell nothing but `RoomWords`, and they
 * write into one only by `sendToRoom`.
 */
export interface Channel {
  readonly name: string;
  readonly capabilities: ChannelCapabilities;
  health(): ChannelHealth;
  /** What is to be scanned to log in, as text for a QR code; null where nothing is. */
  loginCode?(): string | null;
  /**
   * The link by which a resident opens a conversation, with a one-time code that it brings along where one is given; null
   * where none is set up.
   */
  link?(code: string | null): string | null;
  /** Begins to listen. `receive` resolves when the event is durable; only then is it acknowledged. */
  start(receive: (event: InboundEvent) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  canSend(contact: string, proactive: boolean, now: Instant): SendPermission;
  send(message: OutboundMessage): Promise<SendOutcome>;
  /** Writes to colleagues in a room; absent where there are no rooms. */
  sendToRoom?(message: RoomMessage): Promise<SendOutcome>;
  /**
   * Fetches what a message carries, at most `cap` bytes of it.
   * @throws when trying again may help.
   */
  fetchMedia(ref: string, cap: number): Promise<MediaRead>;
  /** Takes a message back where the channel can. */
  recall(contact: string, messageId: string): Promise<boolean>;
  /** Hands the conversation to colleagues in the channel's own client, or takes it from there; safe to repeat. */
  transfer?(contact: string, to: 'staff' | 'bot'): Promise<TransferOutcome>;
}
