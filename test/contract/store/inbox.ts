import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { NOON, afterNoon, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function inboxRules(open: OpenStore): void {
  describe('the inbox', () => {
    const store = oneStore(open);

    const message = (conversationId: string, text: string, at = 0, id: string = randomUUID()) => ({
      conversationId,
      channelMessageId: id,
      kind: 'text' as const,
      origin: 'resident' as const,
      text,
      sentAt: NOON,
      receivedAt: afterNoon(at),
    });

    it('stores a message once, however often and at once the channel repeats it', async () => {
      const { conversation } = await newHome(store());
      const one = message(conversation.id, '我下周一交', 7);
      const stored = await Promise.all(
        Array.from({ length: 8 }, async () =>
          store().write((tx) => tx.inbox.store('simulator', one)),
        ),
      );
      const seqs = stored.filter((seq) => seq !== undefined);
      assert.equal(seqs.length, 1);
      const elsewhere = await store().write((tx) => tx.inbox.store('wechaty', one));
      assert.ok(seqs[0] !== undefined && elsewhere !== undefined && elsewhere > seqs[0]);
      const now = await store().read((tx) => tx.conversations.byId(conversation.id));
      assert.deepEqual([now?.lastInbound, now?.lastAt], [elsewhere, afterNoon(7)]);
    });

    it('gives what is not handled yet in order, and what perception made of the rest', async () => {
      const { conversation } = await newHome(store());
      const texts = ['我下周一交', '不对', '下周三'];
      const seqs: number[] = [];
      for (const text of texts) {
        const row = message(conversation.id, text);
        seqs.push((await store().write((tx) => tx.inbox.store('simulator', row))) ?? -1);
      }
      const upTo = seqs[1] ?? -1;
      await store().write((tx) => tx.inbox.handled(conversation.id, upTo, 'promise', 0.93));
      const [pending, all] = await store().read(async (tx) => [
        await tx.inbox.pending(conversation.id),
        await tx.inbox.of(conversation.id),
      ]);
      assert.deepEqual(
        pending?.map(({ seq, text, label }) => [seq, text, label]),
        [[seqs[2], '下周三', null]],
      );
      assert.deepEqual(
        all?.map(({ text, status, label, confidence }) => [text, status, label, confidence]),
        [
          ['我下周一交', 'handled', 'promise', 0.93],
          ['不对', 'handled', 'promise', 0.93],
          ['下周三', 'pending', null, null],
        ],
      );
    });

    it('marks a recalled message and keeps it', async () => {
      const { conversation } = await newHome(store());
      const one = message(conversation.id, '撤回的话');
      await store().write((tx) => tx.inbox.store('simulator', one));
      const recall = async (channel: string, id: string) =>
        store().write((tx) => tx.inbox.recall(channel, id));
      assert.equal(await recall('wechaty', one.channelMessageId), false);
      assert.equal(await recall('simulator', one.channelMessageId), true);
      assert.equal(await recall('simulator', one.channelMessageId), false);
      const [stored] = await store().read((tx) => tx.inbox.of(conversation.id));
      assert.deepEqual([stored?.text, stored?.recalled], ['撤回的话', true]);
    });

    it('keeps every character a resident can send', async () => {
      const { conversation } = await newHome(store());
      const text = `𠮷野家 🏠👨‍👩‍👧 'quoted' "too" \\ % _ ; -- \n\t é ${'长'.repeat(5000)}`;
      await store().write((tx) => tx.inbox.store('simulator', message(conversation.id, text)));
      const [stored] = await store().read((tx) => tx.inbox.of(conversation.id));
      assert.equal(stored?.text, text);
    });

    it('does not lose a message over a character that no database takes', async () => {
      const { conversation } = await newHome(store());
      const odd = message(conversation.id, 'a\0b\uD800c');
      const seq = await store().write((tx) => tx.inbox.store('simulator', odd));
      const [stored] = await store().read((tx) => tx.inbox.pending(conversation.id));
      assert.ok(seq !== undefined && stored?.seq === seq);
      assert.match(stored.text, /^a.b.c$/su);
    });
  });
}
