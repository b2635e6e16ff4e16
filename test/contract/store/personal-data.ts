import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { RightsRequest } from '#domain/right.ts';
import { localDate } from '#domain/time.ts';
import { NOON, afterNoon, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function personalDataRules(open: OpenStore): void {
  describe('personal data', () => {
    const store = oneStore(open);

    async function newRequest(): Promise<RightsRequest> {
      const { estate, household, contact, conversation } = await newHome(store());
      return {
        id: randomUUID(),
        estateId: estate.id,
        conversationId: conversation.id,
        contactId: contact.id,
        householdId: household.id,
        kind: 'erase',
        said: '删除我的信息',
        openedAt: NOON,
        answerBy: localDate('2026-11-24'),
      };
    }

    it('keeps one open request of a kind, and closes it once', async () => {
      const request = await newRequest();
      const again = { ...request, id: randomUUID() };
      await store().write(async ({ personal }) => {
        assert.equal(await personal.ask(request), true);
        assert.equal(await personal.ask(again), false);
        assert.deepEqual(await personal.openRequests(request.estateId), [request]);
        assert.equal(await personal.closeRequest(request.id, 'chen', afterNoon(1)), true);
        assert.equal(await personal.closeRequest(request.id, 'chen', afterNoon(2)), false);
        assert.equal(await personal.ask(again), true);
      });
      const all = await store().read((tx) => tx.personal.requestsOf(request.conversationId));
      assert.deepEqual(
        all.map(({ closedAt }) => closedAt),
        [afterNoon(1), null],
      );
    });

    it('keeps a salt for each message, once, and lets it go with the words of its conversation', async () => {
      const [one, other] = [await newHome(store()), await newHome(store())];
      const [mine, theirs] = [randomUUID(), randomUUID()];
      await store().write(async ({ personal }) => {
        await personal.keepSalt(mine, one.conversation.id, 'ab');
        await personal.keepSalt(theirs, other.conversation.id, 'cd');
      });
      await assert.rejects(
        store().write((tx) => tx.personal.keepSalt(mine, one.conversation.id, 'ef')),
        'a salt that changes would make the digest a lie',
      );
      const salts = async () =>
        store().read(async ({ personal }) => [
          await personal.saltOf(mine),
          await personal.saltOf(theirs),
          await personal.saltOf(randomUUID()),
        ]);
      assert.deepEqual(await salts(), ['ab', 'cd', undefined]);
      const erasure = { at: NOON, reason: 'request' } as const;
      await store().write((tx) => tx.personal.eraseWords(one.conversation.id, erasure));
      assert.deepEqual(await salts(), [undefined, 'cd', undefined]);
    });

    it('shows what was asked by its estate, and what was answered by whom only once', async () => {
      const [request, foreign] = [await newRequest(), await newRequest()];
      const other = {
        ...request,
        id: randomUUID(),
        kind: 'copy',
        openedAt: afterNoon(-5),
      } as const;
      await store().write(async ({ personal }) => {
        for (const one of [request, other, foreign]) await personal.ask(one);
      });
      await store().write(async ({ personal }) => {
        assert.deepEqual(await personal.requestById(other.id), other);
        assert.deepEqual(await personal.openRequests(request.estateId), [other, request]);
        assert.equal(await personal.closeRequest(randomUUID(), 'chen', NOON), false);
        assert.equal(await personal.closeRequest(other.id, null, NOON), true);
        assert.deepEqual(await personal.openRequests(request.estateId), [request]);
      });
    });

    it('erases words with salts, notes and drafts, and only those of one conversation', async () => {
      const [one, other] = [await newHome(store()), await newHome(store())];
      await store().write(async (tx) => {
        for (const { conversation } of [one, other]) {
          const { id } = conversation;
          const seq = await tx.inbox.store('wechat', {
            conversationId: id,
            channelMessageId: randomUUID(),
            kind: 'text',
            origin: 'resident',
            text: '你好',
            sentAt: NOON,
            receivedAt: NOON,
          });
          await tx.personal.keepSalt(`in:${seq}`, id, 'ab');
          await tx.notes.put({
            id: randomUUID(),
            conversationId: id,
            staffId: 's',
            text: 'n',
            at: NOON,
          });
          await tx.documents.compareAndSet(`dialog:${id}`, '{}', null);
        }
        const { id } = one.conversation;
        const done = await tx.personal.eraseWords(id, { at: afterNoon(1), reason: 'request' });
        assert.deepEqual(done, { messages: 1, notes: 1 });
        const again = await tx.personal.eraseWords(id, { at: afterNoon(2), reason: 'request' });
        assert.deepEqual(again, { messages: 0, notes: 0 });
      });
      await store().read(async (tx) => {
        for (const [{ conversation }, text] of [
          [one, ''],
          [other, '你好'],
        ] as const) {
          const { id } = conversation;
          const [message] = await tx.inbox.of(id);
          assert.equal(message?.text, text);
          const gone = text === '';
          assert.equal((await tx.personal.saltOf(`in:${message.seq}`)) === undefined, gone);
          assert.equal((await tx.documents.get(`dialog:${id}`)) === undefined, gone);
          assert.equal((await tx.notes.of(id))[0]?.text === '', gone);
        }
        const erased = await tx.personal.erasureOf(one.conversation.id);
        assert.deepEqual(erased, { at: afterNoon(2), reason: 'request' });
        assert.equal(await tx.personal.erasureOf(other.conversation.id), undefined);
      });
    });

    it('erases what somebody told to prove who they are, and leaves nothing of it open', async () => {
      const [one, other] = [await newHome(store()), await newHome(store())];
      const room = `9-9-${randomUUID()}`;
      await store().write(async (tx) => {
        for (const { estate, contact, conversation } of [one, other]) {
          const about = { id: conversation.id, estateId: estate.id, contactId: contact.id };
          const said = { conversationId: conversation.id, room, name: '王建', lastFour: '0001' };
          const open_ = { closedAt: null, end: null, staffId: null, reason: null };
          await tx.identityRequests.put({ ...about, ...said, openedAt: NOON, ...open_ });
          await tx.identityTries.add(contact.id, room, NOON);
        }
        await tx.personal.eraseWords(one.conversation.id, { at: afterNoon(1), reason: 'request' });
      });
      await store().read(async ({ identityRequests, identityTries }) => {
        const gone = await identityRequests.byId(one.conversation.id);
        assert.deepEqual(
          [gone?.room, gone?.name, gone?.lastFour, gone?.end],
          ['', '', null, 'replaced'],
        );
        assert.deepEqual(await identityRequests.open(one.estate.id), []);
        assert.equal((await identityRequests.open(other.estate.id))[0]?.name, '王建');
        assert.equal(await identityTries.ofRoom(room, NOON), 1);
        assert.equal(
          await identityTries.ofContact(one.contact.id, NOON),
          1,
          'the limit still holds',
        );
      });
    });

    it('makes a contact nobody, and knows who was ever tied to a home', async () => {
      const { contact, household } = await newHome(store());
      await store().write(async (tx) => {
        await tx.bindings.put(contact.id, household.id, 'owner', 'verified', NOON);
        await tx.personal.eraseContact(contact.id, NOON);
        await tx.personal.eraseOwner(household.id);
      });
      await store().read(async (tx) => {
        assert.equal((await tx.contacts.byId(contact.id))?.name, '—');
        assert.equal(await tx.contacts.byKey(contact.channel, contact.key), undefined);
        assert.deepEqual(await tx.bindings.of(contact.id), []);
        assert.deepEqual(await tx.personal.contactsOf(household.id), [contact.id]);
        assert.equal((await tx.households.byId(household.id))?.phone, null);
      });
    });

    it('finds conversations in which nothing was said since, once', async () => {
      const { estate, conversation } = await newHome(store());
      const silent = async () =>
        store().read((tx) => tx.personal.silentSince(estate.id, afterNoon(9)));
      assert.deepEqual(await silent(), [conversation.id]);
      const erasure = { at: afterNoon(9), reason: 'expired' } as const;
      await store().write((tx) => tx.personal.eraseWords(conversation.id, erasure));
      assert.deepEqual(await silent(), []);
    });
  });
}
