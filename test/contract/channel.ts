import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Channel, InboundEvent } from '#ports/channel.ts';
import { instant } from '#domain/time.ts';

/** A channel with somebody at the other end of it. */
export interface ChannelUnderTest {
  readonly channel: Channel;
  /** A resident writes; resolves when the channel has acknowledged it. */
  say(contact: string, text: string, id?: string): Promise<void>;
  sendPicture(contact: string): Promise<void>;
  sayInRoom(contact: string, text: string): Promise<void>;
  typeOnPhone(contact: string, text: string): Promise<void>;
  /** What the resident's phone shows of ours. */
  shown(contact: string): string[];
  refuse(): void;
  loseAnswer(): void;
}

const NOW = instant(1_772_503_200_000);
const reminder = { contact: 'wx-1', text: '您好', idempotencyKey: 'row-1', proactive: true };

/** What every channel does, whatever carries it. */
export function channelContract(name: string, open: () => ChannelUnderTest): void {
  describe(`${name}, as a channel`, () => {
    let under: ChannelUnderTest;
    let events: InboundEvent[];

    beforeEach(async () => {
      under = open();
      events = [];
      await under.channel.start(async (event) => {
        events.push(event);
      });
    });

    afterEach(async () => under.channel.stop());

    const messages = () => events.filter((event) => event.type === 'message');

    it('is ready when it has started', () => {
      assert.equal(under.channel.health(), 'ready');
      assert.ok(under.channel.canSend('wx-1', true, NOW).ok);
    });

    it('passes on what a resident writes, in order, with who and what', async () => {
      for (const text of ['在吗', '我', '多少钱']) await under.say('wx-1', text);
      assert.deepEqual(
        messages().map(({ text }) => text),
        ['在吗', '我', '多少钱'],
      );
      assert.ok(
        messages().every(
          ({ origin, kind, contact }) =>
            origin === 'resident' && kind === 'text' && contact === 'wx-1',
        ),
      );
      assert.equal(new Set(messages().map(({ id }) => id)).size, 3);
    });

    it('keeps the id a message has, so that a repeat is known for one', async () => {
      await under.say('wx-1', '多少钱', 'm-1');
      await under.say('wx-1', '多少钱', 'm-1');
      assert.ok(messages().every(({ id }) => id === 'm-1'));
    });

    it('tells a picture from words', async () => {
      await under.sendPicture('wx-1');
      assert.deepEqual(
        messages().map(({ kind }) => kind),
        ['image'],
      );
    });

    it('lets nothing in from a room, whatever is said there', async () => {
      await under.sayInRoom('wx-1', '1-1-301欠多少');
      assert.deepEqual(messages(), []);
    });

    it('knows a colleague on the phone from itself', async () => {
      await under.channel.send(reminder);
      await under.typeOnPhone('wx-1', '我来处理');
      assert.deepEqual(
        messages().map(({ origin, text }) => [origin, text]),
        [['staff-native', '我来处理']],
      );
    });

    it('sends a text to the phone it is for', async () => {
      const { outcome } = await under.channel.send(reminder);
      assert.equal(outcome, 'accepted');
      assert.deepEqual(under.shown('wx-1'), ['您好']);
      assert.deepEqual(under.shown('wx-2'), []);
    });

    it('sends once for one key, however often it is asked', async () => {
      await Promise.all([1, 2, 3].map(async () => under.channel.send(reminder)));
      assert.deepEqual(under.shown('wx-1'), ['您好']);
    });

    it('says so when a text was refused', async () => {
      under.refuse();
      assert.equal((await under.channel.send(reminder)).outcome, 'rejected');
      assert.deepEqual(under.shown('wx-1'), []);
    });

    it('does not pretend to know what became of a text whose answer was lost', async () => {
      under.loseAnswer();
      assert.equal((await under.channel.send(reminder)).outcome, 'unknown');
    });

    it('refuses a text that is longer than it can carry', async () => {
      const text = '长'.repeat(under.channel.capabilities.maxBytes);
      assert.equal((await under.channel.send({ ...reminder, text })).outcome, 'rejected');
    });

    it('sends nothing when it is stopped', async () => {
      await under.channel.stop();
      assert.ok(!under.channel.canSend('wx-1', true, NOW).ok);
      assert.equal((await under.channel.send(reminder)).outcome, 'rejected');
    });
  });
}
