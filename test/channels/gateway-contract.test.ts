import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { PuppetService } from 'wechaty-puppet-service';
import { openWechatyChannel } from '#channels/wechaty/wechaty-channel.ts';
import { SAMPLES } from '#channels/simulator/sample-media.ts';
import { MESSAGE_KINDS, isMedia, type MediaKind } from '#domain/message-kind.ts';
import { instant } from '#domain/time.ts';
import { channelContract } from '../contract/channel.ts';
import type { ChannelUnderTest, SentFile } from '../contract/channel/under-test.ts';
import { HandClock } from '../fixtures/hand-clock.ts';
import { endChild, freePort, ownHome, startChild } from './far-end/child.ts';
import { ACCOUNT, type News, type Order, news } from './far-end/orders.ts';

type Told<T> = T extends Order ? Omit<T, 'number'> : never;

/** The phones of a gateway in a process of its own, reached over gRPC. */
class Gateway {
  readonly #port: number;
  readonly #token: string;
  readonly #home: string;
  #child: ChildProcess | undefined;
  #orders = 0;
  readonly #done = new Map<number, () => void>();
  readonly #contacts = new Map<string, string>();
  readonly #shown: { readonly contact: string; readonly text: string }[] = [];
  readonly #reached = new Set<string>();
  readonly #waiting = new Map<string, () => void>();

  constructor(port: number, token: string, home: string) {
    this.#port = port;
    this.#token = token;
    this.#home = home;
  }

  async start(): Promise<void> {
    const args = [String(this.#port), this.#token];
    this.#child = await startChild('gateway-child.ts', args, this.#home, (message) => {
      this.#hear(news.parse(message));
    });
    for (const [id, name] of this.#contacts) await this.order({ do: 'contact', id, name });
  }

  get isDead(): boolean {
    return this.#child?.signalCode !== null;
  }

  async end(): Promise<void> {
    if (this.#child) await endChild(this.#child);
  }

  async newContact(name: string): Promise<string> {
    const id = `wx-${this.#contacts.size + 1}`;
    this.#contacts.set(id, name);
    await this.order({ do: 'contact', id, name });
    return id;
  }

  async order(told: Told<Order>): Promise<void> {
    this.#orders += 1;
    const number = this.#orders;
    const done = new Promise<void>((resolve) => this.#done.set(number, resolve));
    this.#child?.send({ ...told, number });
    await done;
  }

  async deliver(
    id: string,
    kind: MediaKind | 'text' | 'recall',
    text: string,
    { from, to = ACCOUNT, room = false }: { from: string; to?: string; room?: boolean },
    file?: SentFile,
  ): Promise<string> {
    const base64 = file && Buffer.from(file.bytes).toString('base64');
    const attached = file && base64 !== undefined ? { file: { name: file.name, base64 } } : {};
    await this.order({ do: 'deliver', id, kind, text, from, to, room, ...attached });
    return id;
  }

  shown(contact: string): string[] {
    return this.#shown.flatMap((one) => (one.contact === contact ? [one.text] : []));
  }

  async reached(contact: string): Promise<void> {
    if (this.#reached.has(contact)) return;
    await new Promise<void>((resolve) => this.#waiting.set(contact, resolve));
  }

  #hear(told: News): void {
    if ('done' in told) this.#done.get(told.done)?.();
    else if ('shown' in told) this.#shown.push(told.shown);
    else if ('reached' in told) {
      this.#reached.add(told.reached);
      this.#waiting.get(told.reached)?.();
    }
  }
}

async function open(): Promise<ChannelUnderTest> {
  const home = ownHome();
  const token = `insecure_${randomUUID()}`;
  const port = await freePort();
  const gateway = new Gateway(port, token, home.path);
  await gateway.start();
  const clock = new HandClock(instant(1_772_503_200_000));
  const puppet = new PuppetService({ token, endpoint: `127.0.0.1:${port}` });
  const channel = openWechatyChannel({ name: 'wechaty', puppet, clock });
  return {
    channel,
    clock,
    kinds: MESSAGE_KINDS.filter(isMedia),
    newContact: async (name) => gateway.newContact(name),
    say: async (from, text, id = randomUUID()) => gateway.deliver(id, 'text', text, { from }),
    sendMedia: async (from, kind, file) =>
      gateway.deliver(randomUUID(), kind, '', { from }, file ?? SAMPLES[kind]),
    async recall(from, id, times) {
      for (let time = 0; time < times; time += 1) {
        await gateway.deliver(randomUUID(), 'recall', id, { from });
      }
    },
    async sayInRoom(from, text) {
      await gateway.deliver(randomUUID(), 'text', text, { from, room: true });
    },
    async typeOnPhone(to, text) {
      await gateway.deliver(randomUUID(), 'text', text, { from: ACCOUNT, to });
    },
    shown: async (contact) => gateway.shown(contact),
    reached: async (contact) => gateway.reached(contact),
    setFault: async (fault) => gateway.order({ do: 'fault', fault }),
    async heal() {
      if (!gateway.isDead) return gateway.order({ do: 'heal' });
      await gateway.start();
      await channel.stop();
    },
    async dispose() {
      await gateway.end();
      home.leave();
    },
  };
}

channelContract('A gateway over gRPC', open);
