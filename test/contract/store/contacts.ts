import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { NOON, afterNoon, moveIn, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function contactRules(open: OpenStore): void {
  describe('contacts and bindings', () => {
    const store = oneStore(open);

    it('makes one contact of a channel and key, and never overwrites who it is', async () => {
      const key = randomUUID();
      const [first, again, other] = await Promise.all([
        store().write((tx) => tx.contacts.ensure('wechaty', key, '老王', 'zh-CN', NOON)),
        store().write((tx) => tx.contacts.ensure('wechaty', key, '王', 'en', NOON)),
        store().write((tx) => tx.contacts.ensure('simulator', key, '王', 'en', NOON)),
      ]);
      assert.deepEqual(again, first);
      assert.notEqual(other.id, first.id);
      assert.deepEqual(first, {
        id: first.id,
        channel: 'wechaty',
        key,
        name: '老王',
        optedOut: false,
        locale: 'zh-CN',
      });
      assert.deepEqual(await store().read((tx) => tx.contacts.byKey('wechaty', key)), first);
      assert.deepEqual(await store().read((tx) => tx.contacts.byId(first.id)), first);
      assert.equal(await store().read((tx) => tx.contacts.byKey('wecom', key)), undefined);
    });

    it('remembers who wants no reminders, and the language of each', async () => {
      const { contact } = await newHome(store());
      await store().write(async (tx) => {
        await tx.contacts.setOptedOut(contact.id, NOON);
        await tx.contacts.setLocale(contact.id, 'en');
      });
      const out = await store().read((tx) => tx.contacts.byId(contact.id));
      assert.deepEqual(out, { ...contact, optedOut: true, locale: 'en' });
      await store().write((tx) => tx.contacts.setOptedOut(contact.id, null));
      assert.equal((await store().read((tx) => tx.contacts.byId(contact.id)))?.optedOut, false);
    });

    it('gives living bindings, the best proved first', async () => {
      const home = await newHome(store());
      const { contact, household, estate } = home;
      const second = await store().write(async (tx) => {
        const next = await moveIn(tx, estate, '3-2-1102');
        await tx.bindings.put(contact.id, next.household.id, 'tenant', 'claimed', NOON);
        await tx.bindings.put(contact.id, household.id, 'owner', 'verified', afterNoon(1));
        await tx.bindings.put(next.contact.id, household.id, 'family', 'claimed', NOON);
        return next;
      });
      const strong = { role: 'owner', level: 'verified' } as const;
      const weak = { role: 'tenant', level: 'claimed' } as const;
      assert.deepEqual(await store().read((tx) => tx.bindings.of(contact.id)), [
        { contactId: contact.id, householdId: household.id, ...strong },
        { contactId: contact.id, householdId: second.household.id, ...weak },
      ]);
      const to = await store().read((tx) => tx.bindings.to(household.id));
      assert.deepEqual(
        to.map(({ contactId }) => contactId),
        [contact.id, second.contact.id],
      );
    });

    it('ends a binding, and lets it begin again', async () => {
      const { contact, household } = await newHome(store());
      const of = async () => store().read((tx) => tx.bindings.of(contact.id));
      await store().write((tx) =>
        tx.bindings.put(contact.id, household.id, 'owner', 'verified', NOON),
      );
      await store().write((tx) => tx.bindings.end(contact.id, household.id, afterNoon(1)));
      assert.deepEqual(await of(), []);
      assert.deepEqual(await store().read((tx) => tx.bindings.to(household.id)), []);
      await store().write((tx) =>
        tx.bindings.put(contact.id, household.id, 'owner', 'claimed', afterNoon(2)),
      );
      assert.deepEqual(
        (await of()).map(({ level }) => level),
        ['claimed'],
      );
    });
  });
}
