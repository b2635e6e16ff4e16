import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { ChannelRecord } from '#ports/store/channels.ts';
import { NOON, afterNoon, newHome, reminderTo } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function channelRules(open: OpenStore): void {
  describe('channels', () => {
    const store = oneStore(open);

    const record = (name: string, change: Partial<ChannelRecord> = {}): ChannelRecord => ({
      name,
      account: 'me',
      epoch: 1,
      idsChange: true,
      loggedInAt: NOON,
      seenAt: NOON,
      state: 'ready',
      stateSince: NOON,
      breaker: null,
      riskAt: null,
      ...change,
    });

    it('keep what is known of their account, the newest in place of the older', async () => {
      const name = randomUUID();
      const tripped = record(name, { breaker: { at: afterNoon(1), why: 'slow down' } });
      const kept = await store().write(async (tx) => {
        await tx.channels.put(record(name));
        await tx.channels.put(tripped);
        return tx.channels.byName(name);
      });
      assert.deepEqual(kept, tripped);
    });

    it('tell what speaks against a contact: an unreleased gap, a breaker, an earlier login', async () => {
      const { contact } = await newHome(store());
      const { channel } = contact;
      const id = randomUUID();
      const gap = { id, channel, from: NOON, to: afterNoon(1), why: 'silence' } as const;
      const open = { conversations: ['c'], releasedAt: null, releasedBy: null };
      const breaker = { at: NOON, why: 'slow down' };
      const seen = await store().write(async (tx) => {
        await tx.channels.put(record(channel, { breaker }));
        await tx.channels.putGap({ ...gap, ...open });
        const before = await tx.channels.standing(contact.id);
        await tx.channels.met(contact.id, channel, null);
        await tx.channels.put(record(channel));
        assert.ok(await tx.channels.releaseGap(id, 'li', afterNoon(2)));
        assert.ok(!(await tx.channels.releaseGap(id, 'li', afterNoon(3))));
        const after = await tx.channels.standing(contact.id);
        await tx.channels.put(record(channel, { idsChange: false }));
        return [before, after];
      });
      assert.deepEqual(seen, [
        { deafUntil: afterNoon(1), restricted: true, staleContact: true },
        { deafUntil: null, restricted: false, staleContact: false },
      ]);
    });

    it('keep a message back until its time, and say when the next one is due', async () => {
      const home = await newHome(store());
      const row = reminderTo(home);
      const seen = await store().write(async (tx) => {
        await tx.outbox.put(row);
        await tx.outbox.holdUntil(row.id, afterNoon(5));
        const ids = async (at: number) =>
          (await tx.outbox.queued(10_000, afterNoon(at))).some(({ id }) => id === row.id);
        return [await ids(4), await ids(5), (await tx.outbox.nextAt()) !== undefined];
      });
      assert.deepEqual(seen, [false, true, true]);
    });
  });
}
