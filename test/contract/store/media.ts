import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { MediaItem } from '#ports/store/media.ts';
import type { Instant } from '#domain/time.ts';
import { type Home, NOON, afterNoon, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

const PICTURE = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

export function mediaRules(open: OpenStore): void {
  describe('media', () => {
    const store = oneStore(open);

    /** A message of a home that announces a picture; with changes. */
    async function announced(home: Home, change: Partial<MediaItem> = {}): Promise<MediaItem> {
      const { conversation, contact, estate, household } = home;
      return store().write(async (tx) => {
        const messageSeq = await tx.inbox.store('wechat', {
          conversationId: conversation.id,
          channelMessageId: randomUUID(),
          kind: 'image',
          origin: 'resident',
          text: '',
          sentAt: NOON,
          receivedAt: NOON,
        });
        assert.ok(messageSeq !== undefined);
        const unknown = { text: null, mime: null, sha256: null, settledAt: null } as const;
        const item: MediaItem = {
          id: randomUUID(),
          estateId: estate.id,
          conversationId: conversation.id,
          contactId: contact.id,
          householdId: household.id,
          messageSeq,
          channel: 'wechat',
          ref: 'ref',
          kind: 'image',
          name: '照片 1.png',
          size: null,
          ...unknown,
          state: 'waiting',
          createdAt: NOON,
          ...change,
        };
        await tx.media.put(item);
        return item;
      });
    }

    const settle = async (id: string, now: Instant, sha256 = PICTURE, size = 10) =>
      store().write((tx) =>
        tx.media.settle(id, { state: 'fetched', mime: 'image/png', sha256, size, now }),
      );
    const read = async (id: string) => store().read((tx) => tx.media.byId(id));

    it('keeps what was announced as it was told, once a message', async () => {
      const home = await newHome(store());
      const item = await announced(home);
      await store().write((tx) => tx.media.put({ ...item, id: randomUUID(), name: 'another' }));
      const kept = await store().read((tx) => tx.media.of(home.conversation.id));
      assert.deepEqual(kept, [item]);
      assert.deepEqual(await read(item.id), item);
    });

    it('lists what came in a conversation in the order of its messages, and of no other', async () => {
      const [home, next] = [await newHome(store()), await newHome(store())];
      const first = await announced(home);
      await announced(next);
      const second = await announced(home);
      const kept = await store().read((tx) => tx.media.of(home.conversation.id));
      assert.deepEqual(
        kept.map(({ id }) => id),
        [first.id, second.id],
      );
    });

    it('is settled once: who comes second is told so and changes nothing', async () => {
      const item = await announced(await newHome(store()));
      assert.equal(await settle(item.id, afterNoon(1)), true);
      assert.equal(await settle(item.id, afterNoon(2), OTHER), false);
      const kept = await read(item.id);
      assert.deepEqual(
        [kept?.state, kept?.sha256, kept?.mime, kept?.size, kept?.name, kept?.settledAt],
        ['fetched', PICTURE, 'image/png', 10, '照片 1.png', afterNoon(1)],
      );
    });

    it('counts the bytes that are kept, of estate and contact, since a moment and ever', async () => {
      const home = await newHome(store());
      const use = async () =>
        store().read((tx) => tx.media.use(home.estate.id, home.contact.id, afterNoon(0)));
      assert.deepEqual(await use(), { estate: 0, estateSince: 0, contactSince: 0 });
      const old = await announced(home, { createdAt: afterNoon(-1) });
      const fresh = await announced(home);
      const awaited = await announced(home, { size: 5000 });
      const neighbour = await announced({ ...home, contact: (await newHome(store())).contact });
      for (const { id } of [old, fresh, neighbour]) await settle(id, afterNoon(1));
      assert.deepEqual(await use(), { estate: 30, estateSince: 20, contactSince: 10 });
      assert.equal((await read(awaited.id))?.size, 5000);
    });

    it('forgets what a contact sent, tells which files go, and that something came is still known', async () => {
      const [home, next] = [await newHome(store()), await newHome(store())];
      const gone = await announced(home);
      const waiting = await announced(home);
      const stays = await announced(next);
      await settle(gone.id, afterNoon(1));
      await settle(stays.id, afterNoon(1), OTHER);
      const files = await store().write((tx) =>
        tx.media.erase({ contactId: home.contact.id }, afterNoon(2)),
      );
      assert.deepEqual(files, [PICTURE]);
      for (const { id } of [gone, waiting]) {
        const kept = await read(id);
        const told = kept && [kept.ref, kept.name, kept.text, kept.mime, kept.size, kept.sha256];
        assert.deepEqual(told, [null, null, null, null, null, null]);
        assert.deepEqual([kept?.state, kept?.settledAt], ['erased', afterNoon(2)]);
      }
      assert.equal((await read(stays.id))?.state, 'fetched');
    });

    it('is not brought back by a fetch that ends after the erasure', async () => {
      const home = await newHome(store());
      const item = await announced(home);
      await store().write((tx) => tx.media.erase({ householdId: home.household.id }, NOON));
      assert.equal(await settle(item.id, afterNoon(1)), false);
      assert.equal((await read(item.id))?.state, 'erased');
    });

    it('needs a file as long as anybody’s item does', async () => {
      const shared = randomUUID().replaceAll('-', '').repeat(2);
      const [home, next] = [await newHome(store()), await newHome(store())];
      const needs = async () => store().read((tx) => tx.media.needs(shared));
      assert.equal(await needs(), false);
      for (const one of [home, next]) await settle((await announced(one)).id, NOON, shared);
      await store().write((tx) => tx.media.erase({ contactId: home.contact.id }, NOON));
      assert.equal(await needs(), true);
      await store().write((tx) => tx.media.erase({ contactId: next.contact.id }, NOON));
      assert.equal(await needs(), false);
    });
  });
}
