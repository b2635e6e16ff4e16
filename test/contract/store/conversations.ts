import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { categoryId } from '#domain/category.ts';
import type { Handoff } from '#ports/store/conversations.ts';
import { NOON, afterNoon, moveIn, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function conversationRules(open: OpenStore): void {
  describe('conversations', () => {
    const store = oneStore(open);

    it('has one conversation a contact, about the household last named', async () => {
      const { estate, contact, conversation } = await newHome(store());
      const other = await store().write(async (tx) => moveIn(tx, estate, '1-1-1'));
      const ensure = async (householdId: string | null) =>
        store().write((tx) =>
          tx.conversations.ensure(estate.id, contact.id, householdId, afterNoon(9)),
        );
      assert.deepEqual(await ensure(null), conversation);
      const moved = { ...conversation, householdId: other.household.id };
      assert.deepEqual(await ensure(other.household.id), moved);
      assert.deepEqual(await store().read((tx) => tx.conversations.byContact(contact.id)), moved);
      const about = await store().read((tx) => tx.conversations.ofHousehold(other.household.id));
      assert.deepEqual(
        about.map(({ id }) => id).toSorted(),
        [moved.id, other.conversation.id].toSorted(),
      );
    });

    it('lets the first who asks take a conversation over, and nobody else of that epoch', async () => {
      const { conversation } = await newHome(store());
      const take = async (staffId: string) =>
        store().write((tx) => tx.conversations.changeOwner(conversation.id, 0, 'staff', staffId));
      const taken = await Promise.all(['a', 'b', 'c', 'd'].map(take));
      const won = taken.filter((ownership) => ownership !== undefined);
      assert.deepEqual(won, [{ owner: 'staff', staffId: won[0]?.staffId, epoch: 1 }]);
      const now = await store().read((tx) => tx.conversations.byId(conversation.id));
      assert.deepEqual(now, { ...conversation, ...won[0] });
    });

    it('remembers category, household and failed turns', async () => {
      const { conversation } = await newHome(store());
      const category = categoryId('quality-dispute');
      await store().write(async (tx) => {
        await tx.conversations.setCategory(conversation.id, category);
        await tx.conversations.setFailures(conversation.id, 2);
        await tx.conversations.setHousehold(conversation.id, null);
      });
      const now = await store().read((tx) => tx.conversations.byId(conversation.id));
      assert.deepEqual(now, { ...conversation, category, failures: 2, householdId: null });
    });

    it('are found by room, name, end of the phone and words, with no sign of the search taken for a pattern', async () => {
      const { estate, conversation } = await newHome(store());
      const note = { id: randomUUID(), conversationId: conversation.id, staffId: 'li', at: NOON };
      await store().write((tx) => tx.notes.put({ ...note, text: '减免 50%_ 要经理批' }));
      const found = async (text: string, estateId = estate.id) =>
        store().read((tx) => tx.conversations.search(estateId, text, 10));
      for (const text of ['2-1101', '王女', '0000']) {
        assert.deepEqual(await found(text), [{ conversation, words: null }], text);
      }
      assert.deepEqual(await found('50%_ 要'), [{ conversation, words: '减免 50%_ 要经理批' }]);
      for (const text of ['3_2', '5%要', '0001', "' or '1'='1"]) {
        assert.deepEqual(await found(text), [], text);
      }
      assert.deepEqual(await found('王女', 'another'), []);
    });

    it('lists the newest first, also by who holds them', async () => {
      const { estate, conversation } = await newHome(store());
      const [b, c] = await store().write(async (tx) => {
        const homes = [await moveIn(tx, estate, '1-1-1'), await moveIn(tx, estate, '1-1-2')];
        let at = 1;
        for (const home of homes) {
          await tx.inbox.store('simulator', {
            conversationId: home.conversation.id,
            channelMessageId: randomUUID(),
            kind: 'text',
            origin: 'resident',
            text: '好的',
            sentAt: NOON,
            receivedAt: afterNoon((at += 1)),
          });
        }
        return homes.map((home) => home.conversation.id);
      });
      assert.ok(b);
      await store().write((tx) => tx.conversations.changeOwner(b, 0, 'queue', null));
      const ids = async (owner: 'bot' | 'queue' | null, limit: number) =>
        (await store().read((tx) => tx.conversations.list(estate.id, owner, limit))).map(
          ({ id }) => id,
        );
      assert.deepEqual(await ids(null, 10), [c, b, conversation.id]);
      assert.deepEqual(await ids(null, 1), [c]);
      assert.deepEqual(await ids('queue', 10), [b]);
      assert.deepEqual(await ids('bot', 10), [c, conversation.id]);
    });
  });

  describe('hand-overs and notes', () => {
    const store = oneStore(open);

    function handoff(conversationId: string, change: Partial<Handoff> = {}): Handoff {
      return {
        id: randomUUID(),
        conversationId,
        householdId: null,
        reason: 'quality-dispute',
        queue: 'service',
        urgent: false,
        summary: '电梯坏了两个月',
        openedAt: NOON,
        answerBy: afterNoon(1000),
        claimedBy: null,
        claimedAt: null,
        closedAt: null,
        outcome: null,
        ...change,
      };
    }

    it('can be made urgent, for another reason and queue', async () => {
      const { conversation } = await newHome(store());
      const first = handoff(conversation.id);
      await store().write(async (tx) => {
        await tx.handoffs.put(first);
        await tx.handoffs.raise(first.id, 'vulnerable', 'on-call');
      });
      const raised = { ...first, urgent: true, reason: 'vulnerable', queue: 'on-call' };
      assert.deepEqual(await store().read((tx) => tx.handoffs.byId(first.id)), raised);
    });

    it('has one open hand-over a conversation', async () => {
      const { conversation } = await newHome(store());
      const first = handoff(conversation.id);
      await store().write((tx) => tx.handoffs.put(first));
      await assert.rejects(store().write((tx) => tx.handoffs.put(handoff(conversation.id))));
      assert.deepEqual(await store().read((tx) => tx.handoffs.open(conversation.id)), first);
      await store().write(async (tx) => {
        await tx.handoffs.setClaim(first.id, 'li', afterNoon(3));
        await tx.handoffs.close(first.id, 'work-order', afterNoon(4));
        await tx.handoffs.put(handoff(conversation.id));
      });
      const claim = { claimedBy: 'li', claimedAt: afterNoon(3) };
      const closed = { ...first, ...claim, closedAt: afterNoon(4), outcome: 'work-order' };
      assert.deepEqual(await store().read((tx) => tx.handoffs.byId(first.id)), closed);
    });

    it('shows the queue of an estate: urgent first, then who waits longest', async () => {
      const { estate, conversation } = await newHome(store());
      const stranger = await newHome(store());
      const rows = await store().write(async (tx) => {
        const b = await moveIn(tx, estate, 'b');
        const c = await moveIn(tx, estate, 'c');
        const d = await moveIn(tx, estate, 'd');
        const made = [
          handoff(conversation.id, { openedAt: afterNoon(2) }),
          handoff(b.conversation.id, { openedAt: afterNoon(1) }),
          handoff(c.conversation.id, { openedAt: afterNoon(3), urgent: true }),
          handoff(d.conversation.id, { closedAt: afterNoon(9), outcome: 'nothing-to-do' }),
        ];
        for (const row of made) await tx.handoffs.put(row);
        await tx.handoffs.put(handoff(stranger.conversation.id));
        return made;
      });
      const queue = await store().read((tx) => tx.handoffs.queue(estate.id));
      assert.deepEqual(queue, [rows[2], rows[1], rows[0]]);
      const between = await store().read((tx) =>
        tx.handoffs.between(estate.id, NOON, afterNoon(2)),
      );
      assert.deepEqual(between, [rows[3], rows[1]]);
    });

    it('keeps notes with the conversation, in order', async () => {
      const { conversation } = await newHome(store());
      const note = (text: string, at: number) => ({
        id: randomUUID(),
        conversationId: conversation.id,
        staffId: 'li',
        text,
        at: afterNoon(at),
      });
      const [first, second] = [note('已联系工程部', 1), note('明天上门', 2)];
      await store().write(async (tx) => {
        await tx.notes.put(second);
        await tx.notes.put(first);
      });
      assert.deepEqual(await store().read((tx) => tx.notes.of(conversation.id)), [first, second]);
    });
  });
}
