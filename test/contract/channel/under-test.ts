import type { MediaKind } from '#domain/message-kind.ts';
import type { Channel } from '#ports/channel.ts';
import type { HandClock } from '../../fixtures/hand-clock.ts';

/** A file as a phone sends it. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the far end may be told to do with the next texts of ours. */
export type Fault =
  /** Refuses them. */
  | 'refuse'
  /** Takes them and never answers, until it is told to `heal`. */
  | 'silence'
  /** Breaks the connection over them. */
  | 'cut';

/**
 * A channel with somebody at the other end: the levers a new channel has to offer to be held to the suite. A lever that
 * its far end does not have is left out, and the suite says aloud what it could not show.
 */
export interface ChannelUnderTest {
  readonly channel: Channel;
  /** The clock the channel waits by. */
  readonly clock: HandClock;
  /** A contact nobody has used, with this name on their phone. */
  newContact(name: string): Promise<string>;
  /** A resident writes. Resolves with the channel's id of the message when it has left the phone. */
  say(contact: string, text: string, id?: string): Promise<string>;
  /** Kinds of message that residents can send here. */
  readonly kinds: readonly MediaKind[];
  sendMedia(contact: string, kind: MediaKind, file?: SentFile): Promise<string>;
  /** A resident takes a message back; the far end tells of it as often as `times` says. */
  recall(contact: string, id: string, times: number): Promise<void>;
  /** Somebody writes in a room in which the account sits; absent where there are no rooms. */
  readonly sayInRoom?: (contact: string, text: string) => Promise<void>;
  /** What the phones in a room show of ours; there where `sayInRoom` is. */
  readonly shownInRoom?: (room: string) => Promise<readonly string[]>;
  /** A colleague writes on the phone itself; absent where no phone holds the account. */
  readonly typeOnPhone?: (contact: string, text: string) => Promise<void>;
  /** Whether the far end keeps what we could not store, and brings it again. */
  readonly keeps: boolean;
  /** Whether the far end shows us what we sent. */
  readonly echoes: boolean;
  /** What the resident's phone shows of ours. */
  shown(contact: string): Promise<readonly string[]>;
  /** Resolves when a text of ours for this contact has reached the far end, answered or not. */
  reached(contact: string): Promise<void>;
  setFault(fault: Fault): Promise<void>;
  /** Ends the fault; what was kept waiting is let go. */
  heal(): Promise<void>;
  /** Closes the far end too. */
  dispose(): Promise<void>;
}

export type OpenChannel = () => Promise<ChannelUnderTest>;
