import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { BindCode, IdentityRequest } from '#ports/store/identity.ts';
import { type Home, NOON, afterNoon, moveIn, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function identityRules(open: OpenStore): void {
  codeRules(open);
  tryRules(open);
  requestRules(open);

  describe('a tie to a home', () => {
    const store = oneStore(open);

    it('keeps how far a delegate may go, and forgets it when it falls to claimed', async () => {
      const { contact, household } = await newHome(store());
      const mine = async () => store().read((tx) => tx.bindings.of(contact.id));
      const tie = { contactId: contact.id, householdId: household.id, role: 'family' } as const;
      await store().write((tx) =>
        tx.bindings.put(contact.id, household.id, 'family', 'delegate', NOON, 'bill'),
      );
      assert.deepEqual(await mine(), [{ ...tie, level: 'delegate', scope: 'bill' }]);
      await store().write((tx) => tx.bindings.drop(contact.id, household.id, afterNoon(5)));
      assert.deepEqual(await mine(), [{ ...tie, level: 'claimed', droppedAt: afterNoon(5) }]);
      await store().write((tx) =>
        tx.bindings.put(contact.id, household.id, 'family', 'verified', afterNoon(9)),
      );
      assert.deepEqual(await mine(), [{ ...tie, level: 'verified' }]);
    });

    it('that ended is not brought back by a fall', async () => {
      const { contact, household } = await newHome(store());
      await store().write(async ({ bindings }) => {
        await bindings.put(contact.id, household.id, 'owner', 'verified', NOON);
        await bindings.end(contact.id, household.id, afterNoon(1));
        await bindings.drop(contact.id, household.id, afterNoon(2));
        assert.deepEqual(await bindings.of(contact.id), []);
      });
    });
  });
}

/** A printed code of a home, or one that `issuedBy` passes on. */
function codeOf({ estate, household }: Home, change: Partial<BindCode> = {}): BindCode {
  return {
    hash: randomUUID(),
    estateId: estate.id,
    householdId: household.id,
    scope: null,
    issuedBy: null,
    madeAt: NOON,
    expiresAt: afterNoon(100),
    usedBy: null,
    usedAt: null,
    agreedAt: null,
    endedAt: null,
    ...change,
  };
}

function codeRules(open: OpenStore): void {
  describe('one-time codes', () => {
    const store = oneStore(open);
    const found = async (hash: string) => store().read((tx) => tx.bindCodes.byHash(hash));

    it('are found by their hash only, as they were put, and one hash is one code', async () => {
      const home = await newHome(store());
      const code = codeOf(home, { scope: 'pay', issuedBy: home.contact.id });
      await store().write((tx) => tx.bindCodes.put(code));
      assert.deepEqual(await found(code.hash), code);
      assert.equal(await found(randomUUID()), undefined);
      await assert.rejects(store().write((tx) => tx.bindCodes.put(code)));
    });

    it('are spent once, however many bring one at the same moment', async () => {
      const home = await newHome(store());
      const code = codeOf(home);
      await store().write((tx) => tx.bindCodes.put(code));
      const bringers = ['a', 'b', 'c', 'd'];
      const spent = await Promise.all(
        bringers.map(async (who) =>
          store().write((tx) => tx.bindCodes.spend(code.hash, who, afterNoon(7))),
        ),
      );
      assert.equal(spent.filter(Boolean).length, 1);
      const winner = bringers[spent.indexOf(true)];
      assert.deepEqual(await found(code.hash), { ...code, usedBy: winner, usedAt: afterNoon(7) });
    });

    it('are good until the moment they run out and no longer, and not after they were ended', async () => {
      const home = await newHome(store());
      const [late, ended] = [codeOf(home), codeOf(home)];
      await store().write(async ({ bindCodes }) => {
        await bindCodes.put(late);
        await bindCodes.put(ended);
        await bindCodes.end(ended.hash, afterNoon(1));
        assert.equal(await bindCodes.spend(late.hash, 'a', afterNoon(100)), false);
        assert.equal(await bindCodes.spend(ended.hash, 'a', afterNoon(2)), false);
        assert.equal(await bindCodes.spend(randomUUID(), 'a', afterNoon(2)), false);
        assert.equal(await bindCodes.spend(late.hash, 'a', afterNoon(99)), true);
      });
      assert.deepEqual(await found(ended.hash), { ...ended, endedAt: afterNoon(1) });
    });

    it('that were printed end together where nobody used them; what owners passed on stays', async () => {
      const home = await newHome(store());
      const next = await store().write((tx) => moveIn(tx, home.estate, '3-2-1102'));
      const unused = codeOf(home);
      const used = codeOf(home);
      const passedOn = codeOf(home, { issuedBy: home.contact.id, scope: 'bill' });
      const nextDoor = codeOf(next);
      await store().write(async ({ bindCodes }) => {
        for (const one of [unused, used, passedOn, nextDoor]) await bindCodes.put(one);
        await bindCodes.spend(used.hash, 'a', afterNoon(1));
        await bindCodes.endUnused(home.household.id, afterNoon(2));
      });
      const ends = await Promise.all(
        [unused, used, passedOn, nextDoor].map(async ({ hash }) => (await found(hash))?.endedAt),
      );
      assert.deepEqual(ends, [afterNoon(2), null, null, null]);
    });

    it('of owners that were used are the delegations of the home until they end, the newest first', async () => {
      const home = await newHome(store());
      const by = { issuedBy: home.contact.id, scope: 'pay' } as const;
      const [first, second, over, unused] = [1, 2, 3, 4].map(() => codeOf(home, by));
      assert.ok(first && second && over && unused);
      const printed = codeOf(home);
      await store().write(async ({ bindCodes }) => {
        for (const one of [first, second, over, unused, printed]) await bindCodes.put(one);
        await bindCodes.spend(first.hash, 'a', afterNoon(1));
        await bindCodes.spend(second.hash, 'b', afterNoon(2));
        await bindCodes.spend(over.hash, 'c', afterNoon(3));
        await bindCodes.spend(printed.hash, 'd', afterNoon(3));
        await bindCodes.agree(first.hash, afterNoon(4));
        await bindCodes.end(over.hash, afterNoon(5));
        await bindCodes.agree(over.hash, afterNoon(6));
      });
      const living = await store().read((tx) => tx.bindCodes.delegations(home.household.id));
      assert.deepEqual(
        living.map(({ usedBy, agreedAt }) => [usedBy, agreedAt]),
        [
          ['b', null],
          ['a', afterNoon(4)],
        ],
      );
      assert.equal((await found(over.hash))?.agreedAt, null, 'what ended is not agreed to');
    });
  });
}

function tryRules(open: OpenStore): void {
  describe('tries to prove an identity', () => {
    const store = oneStore(open);

    it('are counted a contact and a room as it was written, from a moment on', async () => {
      const [one, other] = [await newHome(store()), await newHome(store())];
      const room = `no such room ${randomUUID()}`;
      await store().write(async ({ identityTries: tries }) => {
        await tries.add(one.contact.id, room, afterNoon(-1));
        await tries.add(one.contact.id, room, NOON);
        await tries.add(one.contact.id, null, afterNoon(1));
        await tries.add(other.contact.id, room, afterNoon(2));
      });
      await store().read(async ({ identityTries: tries }) => {
        assert.equal(await tries.ofContact(one.contact.id, NOON), 2);
        assert.equal(await tries.ofContact(one.contact.id, afterNoon(-1)), 3);
        assert.equal(await tries.ofContact(other.contact.id, NOON), 1);
        assert.equal(await tries.ofRoom(room, NOON), 2);
        assert.equal(await tries.ofRoom(`${room}!`, NOON), 0);
      });
    });
  });
}

function requestRules(open: OpenStore): void {
  describe('requests that staff decide', () => {
    const store = oneStore(open);

    function requestOf(
      { estate, contact, conversation }: Home,
      change: Partial<IdentityRequest> = {},
    ): IdentityRequest {
      return {
        id: randomUUID(),
        estateId: estate.id,
        contactId: contact.id,
        conversationId: conversation.id,
        room: '9-9-9999',
        name: '王建',
        lastFour: null,
        openedAt: NOON,
        closedAt: null,
        end: null,
        staffId: null,
        reason: null,
        ...change,
      };
    }

    it('wait in order within their estate until one colleague decides, once', async () => {
      const home = await newHome(store());
      const next = await store().write((tx) => moveIn(tx, home.estate, '3-2-1102'));
      const elsewhere = requestOf(await newHome(store()));
      const late = requestOf(next, { openedAt: afterNoon(5), lastFour: '0001' });
      const early = requestOf(home);
      await store().write(async ({ identityRequests }) => {
        for (const one of [late, early, elsewhere]) await identityRequests.put(one);
      });
      const open_ = async () => store().read((tx) => tx.identityRequests.open(home.estate.id));
      assert.deepEqual(await open_(), [early, late]);
      const decide = async (staffId: string) =>
        store().write((tx) =>
          tx.identityRequests.close(
            early.id,
            { end: 'approved', staffId, reason: '身份证已核对' },
            afterNoon(9),
          ),
        );
      const decided = await Promise.all([decide('chen'), decide('li')]);
      assert.equal(decided.filter(Boolean).length, 1);
      const closed = await store().read((tx) => tx.identityRequests.byId(early.id));
      const staffId = decided[0] === true ? 'chen' : 'li';
      const by = { end: 'approved', staffId, reason: '身份证已核对' } as const;
      assert.deepEqual(closed, { ...early, ...by, closedAt: afterNoon(9) });
      assert.deepEqual(await open_(), [late]);
    });

    it('are one a contact; who asks anew replaces the older one', async () => {
      const home = await newHome(store());
      const [first, second] = [requestOf(home), requestOf(home)];
      await store().write((tx) => tx.identityRequests.put(first));
      await assert.rejects(store().write((tx) => tx.identityRequests.put(second)));
      await store().write(async ({ identityRequests }) => {
        await identityRequests.replace(home.contact.id, afterNoon(1));
        await identityRequests.put(second);
      });
      const [old, open_] = await store().read(async ({ identityRequests }) => [
        await identityRequests.byId(first.id),
        await identityRequests.open(home.estate.id),
      ]);
      assert.deepEqual(old, { ...first, closedAt: afterNoon(1), end: 'replaced' });
      assert.deepEqual(open_, [second]);
    });
  });
}
