import { randomUUID } from 'node:crypto';
import { types } from 'wechaty-puppet';
import { PuppetMock, mock } from 'wechaty-puppet-mock';

/** How many messages keep their payload; older ones nobody asks for any more. */
const KEPT = 5000;

/** FileBox's number for a file that lies in memory. */
const IN_MEMORY = 1;

/** A message as it stands in the simulated WeChat. */
export interface SimulatedMessage {
  readonly id: string;
  readonly type: number;
  readonly text: string;
  /** Seconds since the epoch, as WeChat counts. */
  readonly timestamp: number;
  readonly talkerId: string;
  readonly listenerId: string;
  readonly roomId?: string;
}

/** A file as the simulated WeChat holds it. */
export interface SimulatedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the puppet asks before a text leaves. */
export type SendGuard = (contact: string, text: string) => Promise<void>;

/** Wechaty's own mock puppet, with message ids of our choosing and a memory that does not grow for ever. */
export class SimulatedPuppet extends PuppetMock {
  readonly #kept: string[] = [];
  readonly #beforeSend: SendGuard;
  readonly #now: () => number;
  readonly #shown: (message: SimulatedMessage) => void;
  /** WeChat never gives an id twice, not even to an account that logs in anew. */
  readonly #login = randomUUID();
  #count = 0;

  constructor(
    beforeSend: SendGuard,
    now: () => number,
    shown: (message: SimulatedMessage) => void,
  ) {
    super({ mocker: new mock.Mocker() });
    this.#beforeSend = beforeSend;
    this.#now = now;
    this.#shown = shown;
  }

  /** An id that this puppet has not used. */
  nextId(): string {
    this.#count += 1;
    return `sim-${this.#login}-${this.#count}`;
  }

  /** Puts a message into the simulated WeChat; everybody who sees it there is told. */
  deliver(message: SimulatedMessage): void {
    const { roomId, ...direct } = message;
    this.mocker.cacheMessagePayload.set(
      message.id,
      roomId === undefined ? direct : { ...direct, roomId },
    );
    this.#kept.push(message.id);
    if (this.#kept.length > KEPT) {
      const oldest = this.#kept.shift();
      if (oldest !== undefined) {
        this.mocker.cacheMessagePayload.delete(oldest);
        this.mocker.cacheFileBoxPayload.delete(oldest);
      }
    }
    this.#shown(message);
    this.emit('message', { messageId: message.id });
  }

  override async messageSendText(conversationId: string, text: string): Promise<void> {
    if (!this.isLoggedIn) throw new Error('not logged in');
    await this.#beforeSend(conversationId, text);
    const isRoom = this.mocker.cacheRoomPayload.has(conversationId);
    this.deliver({
      id: this.nextId(),
      type: types.Message.Text,
      text,
      timestamp: Math.floor(this.#now() / 1000),
      talkerId: this.currentUserId,
      listenerId: isRoom ? this.currentUserId : conversationId,
      ...(isRoom && { roomId: conversationId }),
    });
  }

  /** Lays a file beside a message before it is delivered. */
  attach(messageId: string, { name, bytes }: SimulatedFile): void {
    const base64 = Buffer.from(bytes).toString('base64');
    this.mocker.cacheFileBoxPayload.set(messageId, { type: IN_MEMORY, name, base64, metadata: {} });
  }

  /** A card that is sent here is always the account's own. */
  override async messageContact(): Promise<string> {
    return this.currentUserId;
  }

  override async messageRecall(messageId: string): Promise<boolean> {
    return this.mocker.cacheMessagePayload.has(messageId);
  }
}
