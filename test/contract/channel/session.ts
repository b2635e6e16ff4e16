import assert from 'node:assert/strict';
import { after, afterEach, before } from 'mocha';
import type { InboundEvent, OutboundMessage } from '#ports/channel.ts';
import type { ChannelUnderTest, OpenChannel } from './under-test.ts';

export type Message = Extract<InboundEvent, { type: 'message' }>;

/** One channel for a whole suite; tests keep apart by contacts of their own. */
export class Session {
  #under: ChannelUnderTest | undefined;
  readonly events: InboundEvent[] = [];
  readonly #watchers = new Set<() => void>();
  #keys = 0;
  #stopped = false;
  /** What becomes of an event; a test may put something slower or broken here. */
  receive: (event: InboundEvent) => Promise<void> = async () => undefined;

  constructor(open: OpenChannel) {
    before(async () => {
      this.#under = await open();
      await this.start();
    });
    afterEach(async () => {
      this.receive = async () => undefined;
      await this.under.heal();
      if (this.#stopped) await this.start();
      // A line that broke mends itself.
      await this.until(() => this.under.channel.health() === 'ready');
    });
    after(async () => {
      await this.under.channel.stop();
      await this.under.dispose();
    });
  }

  get under(): ChannelUnderTest {
    assert.ok(this.#under);
    return this.#under;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.under.channel.stop();
  }

  async start(): Promise<void> {
    this.#stopped = false;
    await this.under.channel.start(async (event) => {
      this.events.push(event);
      for (const watcher of this.#watchers) watcher();
      await this.receive(event);
    });
    await this.until(() => this.under.channel.health() === 'ready');
  }

  /** Resolves when it holds; looked at with every event. */
  async until(holds: () => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  of(contact: string): Message[] {
    return this.events.filter(
      (event): event is Message => event.type === 'message' && event.contact === contact,
    );
  }

  /** The messages of a contact, once there are as many. */
  async heard(contact: string, count = 1): Promise<Message[]> {
    await this.until(() => this.of(contact).length >= count);
    return this.of(contact);
  }

  /** Everything before it has been passed on, when this has: it is written last, by somebody else. */
  async afterAll(): Promise<void> {
    const witness = await this.under.newContact('witness');
    await this.under.say(witness, 'witness');
    await this.heard(witness);
  }

  message(contact: string, text: string, proactive = false): OutboundMessage {
    this.#keys += 1;
    return { contact, text, idempotencyKey: `row-${this.#keys}`, proactive };
  }

  async send(contact: string, text: string) {
    return this.under.channel.send(this.message(contact, text));
  }
}
