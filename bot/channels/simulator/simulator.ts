import { types } from 'wechaty-puppet';
import type { MediaKind, MessageKind } from '#domain/message-kind.ts';
import type { Channel, InboundEvent } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import { messageKind } from '../wechaty/message-kind.ts';
import { openWechatyChannel } from '../wechaty/wechaty-channel.ts';
import { SAMPLES, TYPES } from './sample-media.ts';
import { type SimulatedFile, type SimulatedMessage, SimulatedPuppet } from './simulated-puppet.ts';

/** Name of the simulated channel. */
export const SIMULATOR = 'wechat';

/** What a phone in the simulated WeChat shows. */
export interface ShownMessage {
  readonly id: string;
  readonly contact: string;
  readonly from: 'us' | 'resident';
  readonly kind: MessageKind;
  /** Empty for what is not words. */
  readonly text: string;
  /** Epoch milliseconds, in whole seconds as WeChat keeps them. */
  readonly at: number;
}

/** What the phones in a room show. */
export interface RoomMessage {
  readonly id: string;
  /** Who wrote; null for the account itself. */
  readonly talker: string | null;
  readonly talkerName: string;
  readonly text: string;
  readonly at: number;
}

/** Faults that a test or an operator may switch on. */
export interface SimulatorFaults {
  /** The puppet refuses every text. */
  refuse?: boolean;
  /** A text leaves, but the puppet's answer is lost. */
  loseAnswer?: boolean;
  /** Stands between a text and the phone it is for: it may take its time, and what it throws the puppet throws. */
  onSend?: (contact: string) => Promise<void>;
}

/** The WeChat that ships with the product: real Wechaty over its mock puppet, and the residents' phones. */
export interface Simulator {
  readonly channel: Channel;
  readonly faults: SimulatorFaults;
  /** Makes sure that a person of this id and name exists. */
  addContact(id: string, name?: string): void;
  /** A resident writes. Resolves when the service has it safe. */
  say(contact: string, text: string, options?: { readonly id?: string }): Promise<void>;
  /** A resident sends something other than text; without a file, the one that comes with the product. */
  sendMedia(contact: string, kind: MediaKind, options?: SentMedia): Promise<void>;
  /** Makes sure that there is a room in which the account sits. */
  addRoom(id: string): void;
  /** Somebody writes in a room in which the account sits; the owners' group where none is named. */
  sayInRoom(contact: string, text: string, room?: string): Promise<void>;
  roomHistory(room: string): readonly RoomMessage[];
  /** A colleague types on the phone that holds the account. */
  typeOnPhone(contact: string, text: string): Promise<void>;
  /** A resident takes a message back. */
  recall(contact: string, id: string): Promise<void>;
  history(contact: string): readonly ShownMessage[];
  /** Calls back on every message that a phone shows; the returned function ends it. */
  onMessage(listener: (message: ShownMessage) => void): () => void;
}

export interface SentMedia {
  readonly id?: string;
  readonly file?: SimulatedFile;
}

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly contacts?: readonly string[];
  readonly report?: (error: unknown) => void;
}

const ACCOUNT = 'nuancui';
/** The owners' group; the account should not be in it, and in life it is. */
export const OWNERS_ROOM = 'owners@chatroom';

/** Messages kept for each phone's screen. */
const SCREEN = 200;

/** Opens the simulated WeChat; it logs in by itself when its channel starts. */
export function openSimulator({ clock, contacts = [], report }: SimulatorOptions): Simulator {
  return new SimulatedWechat(clock, contacts, report);
}

class SimulatedWechat implements Simulator {
  readonly channel: Channel;
  readonly faults: SimulatorFaults = {};
  readonly #puppet: SimulatedPuppet;
  readonly #clock: Clock;
  readonly #known = new Set<string>();
  readonly #screens = new Map<string, ShownMessage[]>();
  readonly #rooms = new Map<string, RoomMessage[]>();
  readonly #names = new Map<string, string>();
  readonly #listeners = new Set<(message: ShownMessage) => void>();
  readonly #arrivals = new Map<string, () => void>();

  constructor(clock: Clock, contacts: readonly string[], report?: (error: unknown) => void) {
    this.#clock = clock;
    this.#puppet = new SimulatedPuppet(
      async (contact) => this.#refuseIfTold(contact),
      () => clock.now(),
      (message) => this.#show(message),
    );
    const channel = openWechatyChannel({
      recalls: true,
      name: SIMULATOR,
      puppet: this.#puppet,
      clock,
      ...(report && { report }),
    });
    this.channel = this.#loggingIn(channel);
    this.#addPerson(ACCOUNT, ACCOUNT);
    for (const contact of contacts) this.addContact(contact);
  }

  addContact(id: string, name = id): void {
    if (!this.#known.has(id)) this.#addPerson(id, name);
  }

  async say(contact: string, text: string, { id }: { readonly id?: string } = {}): Promise<void> {
    return this.#arrive(contact, ACCOUNT, types.Message.Text, text, id);
  }

  async sendMedia(contact: string, kind: MediaKind, { id, file }: SentMedia = {}): Promise<void> {
    const messageId = id ?? this.#puppet.nextId();
    const sent = file ?? SAMPLES[kind];
    if (sent) this.#puppet.attach(messageId, sent);
    return this.#arrive(contact, ACCOUNT, TYPES[kind], '', messageId);
  }

  async typeOnPhone(contact: string, text: string): Promise<void> {
    return this.#arrive(ACCOUNT, contact, types.Message.Text, text);
  }

  async recall(contact: string, id: string): Promise<void> {
    return this.#arrive(contact, ACCOUNT, types.Message.Recalled, id);
  }

  addRoom(id: string): void {
    if (this.#rooms.has(id)) return;
    this.#rooms.set(id, []);
    this.#puppet.mocker.createRoom({ id, memberIdList: [ACCOUNT] });
  }

  async sayInRoom(contact: string, text: string, room = OWNERS_ROOM): Promise<void> {
    this.addContact(contact);
    this.addRoom(room);
    const id = this.#puppet.nextId();
    const people = { talkerId: contact, listenerId: ACCOUNT, roomId: room };
    const taken = new Promise<void>((resolve) => this.#arrivals.set(id, resolve));
    const timestamp = this.#seconds();
    this.#puppet.deliver({ id, type: types.Message.Text, text, timestamp, ...people });
    // Few of a room's words reach the service: for the others there is nothing to wait for but Wechaty itself.
    if (text.trimStart().startsWith('#')) await taken;
    else await new Promise((resolve) => setImmediate(resolve));
  }

  roomHistory(room: string): readonly RoomMessage[] {
    return this.#rooms.get(room) ?? [];
  }

  history(contact: string): readonly ShownMessage[] {
    return this.#screens.get(contact) ?? [];
  }

  onMessage(listener: (message: ShownMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #addPerson(id: string, name: string): void {
    this.#known.add(id);
    this.#names.set(id, name);
    this.#puppet.mocker.createContact({ id, name });
  }

  #seconds(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  async #arrive(
    talkerId: string,
    listenerId: string,
    type: number,
    text: string,
    id = this.#puppet.nextId(),
  ): Promise<void> {
    this.addContact(talkerId === ACCOUNT ? listenerId : talkerId);
    const key = type === types.Message.Recalled ? text : id;
    const taken = new Promise<void>((resolve) => this.#arrivals.set(key, resolve));
    const timestamp = this.#seconds();
    this.#puppet.deliver({ id, type, text, timestamp, talkerId, listenerId });
    await taken;
  }

  async #refuseIfTold(contact: string): Promise<void> {
    await this.faults.onSend?.(contact);
    if (this.faults.refuse === true) throw new Error('refused by the simulated WeChat');
  }

  #show({ id, type, text, timestamp, talkerId, listenerId, roomId }: SimulatedMessage): void {
    if (type === types.Message.Recalled) return;
    if (roomId !== undefined) {
      const talker = talkerId === ACCOUNT ? null : talkerId;
      const said = { id, talker, talkerName: this.#names.get(talkerId) ?? '', text };
      this.#keep(this.#rooms, roomId, { ...said, at: timestamp * 1000 });
      const from = talker === null ? 'us' : 'resident';
      const kind = messageKind(type);
      this.#tell({ id, contact: roomId, from, kind, text, at: timestamp * 1000 });
      return;
    }
    const from = talkerId === ACCOUNT ? 'us' : 'resident';
    const contact = from === 'us' ? listenerId : talkerId;
    const kind = messageKind(type);
    const shown = { id, contact, from, kind, text, at: timestamp * 1000 } as const;
    this.#keep(this.#screens, contact, shown);
    this.#tell(shown);
  }

  #keep<T>(screens: Map<string, T[]>, of: string, shown: T): void {
    const screen = screens.get(of) ?? [];
    screen.push(shown);
    if (screen.length > SCREEN) screen.shift();
    screens.set(of, screen);
  }

  #tell(shown: ShownMessage): void {
    for (const listener of this.#listeners) listener(shown);
  }

  /** The channel as the service sees it, logged in from the start and telling us when a message is safe. */
  #loggingIn(channel: Channel): Channel {
    const arrived = (event: InboundEvent) => {
      if (event.type !== 'message' && event.type !== 'recall' && event.type !== 'room') return;
      const { id } = event;
      this.#arrivals.get(id)?.();
      this.#arrivals.delete(id);
    };
    return {
      name: channel.name,
      capabilities: channel.capabilities,
      health: () => channel.health(),
      stop: async () => channel.stop(),
      canSend: (contact, proactive, now) => channel.canSend(contact, proactive, now),
      recall: async (contact, id) => channel.recall(contact, id),
      fetchMedia: async (ref, cap) => channel.fetchMedia(ref, cap),
      sendToRoom: async (message) =>
        channel.sendToRoom?.(message) ?? { outcome: 'rejected', reason: 'no-rooms' },
      send: async (message) => {
        this.addContact(message.contact);
        const outcome = await channel.send(message);
        return this.faults.loseAnswer === true
          ? { outcome: 'unknown', reason: 'no-answer' }
          : outcome;
      },
      start: async (receive) => {
        await channel.start(async (event) => {
          try {
            await receive(event);
          } finally {
            arrived(event);
          }
        });
        this.#puppet.mocker.login(this.#puppet.mocker.ContactMock.load(ACCOUNT));
        while (channel.health() !== 'ready') await new Promise((resolve) => setImmediate(resolve));
      },
    };
  }
}
