import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OUTBOX_STATUSES, type OutboundRow } from '#ports/store/messages.ts';
import { scriptId } from '#domain/category.ts';
import { NOON, afterNoon, moveIn, newHome, reminderTo } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function outboxRules(open: OpenStore): void {
  describe('the outbox', () => {
    const store = oneStore(open);

    it('keeps a message with why it was chosen and what it quotes', async () => {
      const home = await newHome(store());
      const full = reminderTo(home, { reasons: ['guard', 'own-word'], answersUpTo: 7 });
      const bare = reminderTo(home, {
        author: 'staff',
        staffId: 'li',
        script: null,
        variant: null,
        stage: null,
        citations: [],
        selection: null,
        proactive: false,
        householdId: null,
      });
      await store().write(async (tx) => {
        await tx.outbox.put(full);
        await tx.outbox.put(bare);
      });
      assert.deepEqual(await store().read((tx) => tx.outbox.byId(full.id)), full);
      assert.deepEqual(await store().read((tx) => tx.outbox.of(home.conversation.id)), [
        full,
        bare,
      ]);
      const estate = home.estate.id;
      const between = await store().read((tx) => tx.outbox.between(estate, NOON, afterNoon(1)));
      assert.deepEqual(between, [full, bare]);
      assert.deepEqual(
        await store().read((tx) => tx.outbox.between(estate, afterNoon(1), afterNoon(2))),
        [],
      );
    });

    it('hands out what is queued in the order it was written', async () => {
      const home = await newHome(store());
      const rows = [3, 1, 2].map((at) => reminderTo(home, { createdAt: afterNoon(at) }));
      await store().write(async (tx) => {
        for (const row of rows) await tx.outbox.put(row);
      });
      const mine = async () =>
        (await store().read((tx) => tx.outbox.queued(1000, NOON)))
          .filter(({ conversationId }) => conversationId === home.conversation.id)
          .map(({ id }) => id);
      assert.deepEqual(
        await mine(),
        rows.map(({ id }) => id),
      );
      assert.equal((await store().read((tx) => tx.outbox.queued(2, NOON))).length, 2);
    });

    it('moves a message once: of many senders one has it', async () => {
      const home = await newHome(store());
      const row = reminderTo(home);
      await store().write((tx) => tx.outbox.put(row));
      const moved = await Promise.all(
        Array.from({ length: 6 }, async () =>
          store().write((tx) => tx.outbox.move(row.id, 'queued', 'sending', { now: afterNoon(1) })),
        ),
      );
      assert.equal(moved.filter(Boolean).length, 1);
      const sending = await store().read((tx) => tx.outbox.sending());
      assert.ok(sending.some(({ id }) => id === row.id));
      const change = { now: afterNoon(2), reasons: [], channelMessageId: 'wx-1' };
      await store().write((tx) => tx.outbox.move(row.id, 'sending', 'accepted', change));
      const settled = { status: 'accepted', settledAt: afterNoon(2), channelMessageId: 'wx-1' };
      assert.deepEqual(await store().read((tx) => tx.outbox.byId(row.id)), { ...row, ...settled });
    });

    it('leaves reasons and the message id as they are where a move says nothing of them', async () => {
      const home = await newHome(store());
      const row = reminderTo(home, { reasons: ['checked'], channelMessageId: 'wx-2' });
      await store().write(async (tx) => {
        await tx.outbox.put(row);
        await tx.outbox.move(row.id, 'queued', 'sending', { now: afterNoon(1) });
      });
      const now = await store().read((tx) => tx.outbox.byId(row.id));
      assert.deepEqual([now?.reasons, now?.channelMessageId], [['checked'], 'wx-2']);
    });

    it('counts as touched whom a proactive message reached or may have reached', async () => {
      const home = await newHome(store());
      const spouse = await store().write(async (tx) => moveIn(tx, home.estate, '2-2-2'));
      const touch = (change: Partial<OutboundRow>) => reminderTo(home, change);
      const rows = [
        ...OUTBOX_STATUSES.map((status, at) => touch({ status, createdAt: afterNoon(at) })),
        touch({ status: 'accepted', proactive: false, createdAt: afterNoon(20) }),
        touch({ status: 'accepted', householdId: null, createdAt: afterNoon(21) }),
        touch({
          status: 'accepted',
          author: 'staff',
          script: null,
          stage: null,
          conversationId: spouse.conversation.id,
          createdAt: afterNoon(22),
        }),
      ];
      await store().write(async (tx) => {
        for (const row of rows) await tx.outbox.put(row);
      });
      const touches = await store().read((tx) => tx.outbox.touches(home.household.id, NOON));
      const { stage, script } = touch({});
      assert.deepEqual(touches, [
        { at: afterNoon(22), stage: null, script: null, delivered: true },
        { at: afterNoon(4), stage, script, delivered: false },
        { at: afterNoon(2), stage, script, delivered: true },
        { at: afterNoon(1), stage, script, delivered: false },
      ]);
    });

    it('counts a message from when it left, not from when it was written', async () => {
      const home = await newHome(store());
      const overnight = reminderTo(home, {
        status: 'accepted',
        createdAt: afterNoon(-1000),
        settledAt: afterNoon(10),
      });
      await store().write((tx) => tx.outbox.put(overnight));
      const touches = async (since: number) =>
        store().read((tx) => tx.outbox.touches(home.household.id, afterNoon(since)));
      assert.deepEqual(
        (await touches(10)).map(({ at }) => at),
        [afterNoon(10)],
      );
      assert.deepEqual(await touches(11), []);
    });

    it('remembers the scripts a conversation has heard, newest first', async () => {
      const home = await newHome(store());
      const said = (name: string, variant: number, change: Partial<OutboundRow> = {}) =>
        reminderTo(home, {
          script: scriptId(name),
          variant,
          status: 'accepted',
          createdAt: afterNoon(variant),
          ...change,
        });
      await store().write(async (tx) => {
        await tx.outbox.put(said('forgetful/first', 1));
        await tx.outbox.put(said('forgetful/withheld', 2, { status: 'withheld' }));
        await tx.outbox.put(said('forgetful/unknown', 3, { status: 'unknown' }));
        await tx.outbox.put(said('forgetful/own', 4, { script: null, author: 'staff' }));
        await tx.outbox.put(said('forgetful/reply', 5, { proactive: false }));
      });
      const heard = async (limit: number) =>
        store().read((tx) => tx.outbox.heard(home.conversation.id, limit));
      assert.deepEqual(await heard(10), [
        { script: scriptId('forgetful/reply'), variant: 5, at: afterNoon(5) },
        { script: scriptId('forgetful/unknown'), variant: 3, at: afterNoon(3) },
        { script: scriptId('forgetful/first'), variant: 1, at: afterNoon(1) },
      ]);
      assert.equal((await heard(2)).length, 2);
    });
  });
}
