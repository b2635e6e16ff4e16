import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { StaffCode, StaffGroup, StaffPost } from '#ports/store/group.ts';
import { NOON, afterNoon, moveIn, newEstate, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

function newCode(change: Partial<StaffCode> = {}): StaffCode {
  const life = { madeAt: NOON, expiresAt: afterNoon(1000) };
  const whose = { staffId: randomUUID(), estateId: null };
  return { hash: randomUUID(), purpose: 'colleague', ...whose, ...life, ...change };
}

export function groupRules(open: OpenStore): void {
  describe('colleagues in WeChat', () => {
    const store = oneStore(open);

    it('gives what a code stands for once, in its time, for its own purpose, and only the newest', async () => {
      const first = newCode();
      const second = newCode({ staffId: first.staffId });
      const other = newCode({ staffId: first.staffId, purpose: 'group', estateId: randomUUID() });
      const spent = await store().write(async ({ staffCodes }) => {
        for (const code of [first, other, second]) await staffCodes.put(code);
        return [
          await staffCodes.spend(first.hash, 'colleague', afterNoon(1)),
          await staffCodes.spend(second.hash, 'group', afterNoon(1)),
          await staffCodes.spend(second.hash, 'colleague', afterNoon(1000)),
          await staffCodes.spend(second.hash, 'colleague', afterNoon(999)),
          await staffCodes.spend(second.hash, 'colleague', afterNoon(999)),
          await staffCodes.spend(other.hash, 'group', afterNoon(1)),
        ];
      });
      assert.deepEqual(spent, [undefined, undefined, undefined, second, undefined, other]);
    });

    it('has one contact a channel for a colleague, until they let it go', async () => {
      const { estate, contact } = await newHome(store());
      const other = await store().write((tx) => moveIn(tx, estate, '3-2-1102'));
      const staffId = randomUUID();
      const bound = { channel: 'wechat', staffId, boundAt: NOON };
      await store().write(async ({ staffContacts }) => {
        await staffContacts.bind(contact.id, 'wechat', staffId, NOON);
        assert.deepEqual(await staffContacts.of(contact.id), { contactId: contact.id, ...bound });
        await staffContacts.bind(other.contact.id, 'wechat', staffId, NOON);
        assert.equal(await staffContacts.of(contact.id), undefined);
        assert.equal(await staffContacts.endOf(staffId, afterNoon(1)), 1);
        assert.equal(await staffContacts.endOf(staffId, afterNoon(2)), 0);
        await staffContacts.bind(contact.id, 'wechat', staffId, NOON);
        const mine = (await staffContacts.list()).filter((one) => one.staffId === staffId);
        assert.deepEqual(mine, [{ contactId: contact.id, ...bound }]);
      });
    });

    it('has one estate for a room, the last it was bound to', async () => {
      const estates = [newEstate(), newEstate()];
      const key = `${randomUUID()}@chatroom`;
      const groups = estates.map(({ id: estateId }, n): StaffGroup => {
        const where = { channel: 'wechat', key, estateId, epoch: 1 };
        return { id: randomUUID(), ...where, boundBy: 'li', boundAt: afterNoon(n) };
      });
      await store().write(async (tx) => {
        for (const estate of estates) await tx.estates.put(estate);
        for (const group of groups) await tx.staffGroups.put(group);
      });
      const [before, now] = groups;
      assert.ok(before && now);
      await store().write(async ({ staffGroups }) => {
        assert.equal(await staffGroups.byId(before.id), undefined);
        assert.deepEqual(await staffGroups.of(before.estateId), []);
        assert.deepEqual(await staffGroups.of(now.estateId), [now]);
        assert.deepEqual(await staffGroups.byKey('wechat', key), now);
        assert.equal(await staffGroups.end(now.id, afterNoon(9)), true);
        assert.equal(await staffGroups.end(now.id, afterNoon(9)), false);
        assert.equal(await staffGroups.byKey('wechat', key), undefined);
      });
    });

    it('gives a conversation one number for good', async () => {
      const [one, other] = [await newHome(store()), await newHome(store())];
      await store().write(async ({ caseNumbers }) => {
        assert.equal(await caseNumbers.of(one.conversation.id), undefined);
        const number = await caseNumbers.ensure(one.conversation.id);
        assert.equal(await caseNumbers.ensure(one.conversation.id), number);
        assert.notEqual(await caseNumbers.ensure(other.conversation.id), number);
        assert.equal(await caseNumbers.of(one.conversation.id), number);
        assert.equal(await caseNumbers.conversation(number), one.conversation.id);
        assert.equal(await caseNumbers.conversation(999_999), undefined);
      });
    });

    it('takes a message of a colleague once', async () => {
      const id = randomUUID();
      const taken = await store().write(async ({ staffWords }) => [
        await staffWords.take('wechat', id, NOON),
        await staffWords.take('wechat', id, NOON),
        await staffWords.take('wecom', id, NOON),
      ]);
      assert.deepEqual(taken, [true, false, true]);
    });

    it('moves a message to colleagues from one state to the next, once', async () => {
      const address = `${randomUUID()}@chatroom`;
      const about = { channel: 'wechat', address, isRoom: true, text: '1' };
      const still = { status: 'queued', reason: null, settledAt: null } as const;
      const post: StaffPost = { id: randomUUID(), ...about, ...still, createdAt: NOON };
      const last = { ...post, id: randomUUID(), isRoom: false, createdAt: afterNoon(1) };
      await store().write(async ({ staffPosts }) => {
        for (const one of [post, last]) await staffPosts.put(one);
        assert.deepEqual(await staffPosts.byId(post.id), post);
        assert.equal(await staffPosts.move(post.id, 'queued', 'sending', afterNoon(1)), true);
        assert.equal(await staffPosts.move(post.id, 'queued', 'sending', afterNoon(1)), false);
        await staffPosts.move(post.id, 'sending', 'unknown', afterNoon(2), 'no-answer');
        const settled = { status: 'unknown', reason: 'no-answer', settledAt: afterNoon(2) };
        assert.deepEqual(await staffPosts.byId(post.id), { ...post, ...settled });
        assert.deepEqual(await staffPosts.last('wechat', address), last);
        assert.equal(await staffPosts.last('wecom', address), undefined);
      });
    });

    it('remembers when an alert was given, for each time of waiting', async () => {
      const { conversation } = await newHome(store());
      const given = await store().write(async ({ staffAlerts }) => {
        await staffAlerts.note(conversation.id, 1, 'new', NOON);
        await staffAlerts.note(conversation.id, 1, 'new', afterNoon(1));
        await staffAlerts.note(conversation.id, 3, 'late', afterNoon(2));
        const of = [];
        for (const epoch of [1, 2, 3]) of.push(await staffAlerts.of(conversation.id, epoch));
        return of;
      });
      assert.deepEqual(given, [
        new Map([['new', NOON]]),
        new Map(),
        new Map([['late', afterNoon(2)]]),
      ]);
    });
  });
}
