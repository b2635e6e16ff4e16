import { randomUUID } from 'node:crypto';
import { categoryId } from '#domain/category.ts';
import { instant } from '#domain/time.ts';
import type { Conversation, Conversations } from '#ports/store/conversations.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';
import { searchConversations } from './search.ts';

const OWNERS = ['bot', 'queue', 'staff'] as const;

function read(row: Tables['conversation']): Conversation {
  return {
    id: row.id,
    estateId: row.estate_id,
    contactId: row.contact_id,
    householdId: row.household_id,
    category: row.category === null ? null : categoryId(row.category),
    owner: oneOf(OWNERS, row.owner),
    staffId: row.staff_id,
    epoch: row.epoch,
    lastInbound: row.last_inbound,
    lastAt: instant(row.last_at),
    failures: row.failures,
  };
}

export function conversations({ db, run }: Connection): Conversations {
  const all = db.selectFrom('conversation').selectAll();
  const byId = prepare(all.where('id', '=', param('id')));
  const byContact = prepare(all.where('contact_id', '=', param('id')));
  const ofHousehold = prepare(all.where('household_id', '=', param('id')));
  const change = db.updateTable('conversation');

  return {
    async byId(id) {
      const [row] = await run(byId({ id }));
      return row && read(row);
    },
    async byContact(contactId) {
      const [row] = await run(byContact({ id: contactId }));
      return row && read(row);
    },
    ofHousehold: async (householdId) => (await run(ofHousehold({ id: householdId }))).map(read),
    async ensure(estateId, contactId, householdId, now) {
      const [known] = await run(byContact({ id: contactId }));
      if (known) {
        if (householdId === null || known.household_id === householdId) return read(known);
        await change.set({ household_id: householdId }).where('id', '=', known.id).execute();
        return { ...read(known), householdId };
      }
      const row = {
        id: randomUUID(),
        estate_id: estateId,
        contact_id: contactId,
        household_id: householdId,
        category: null,
        owner: 'bot',
        staff_id: null,
        epoch: 0,
        last_inbound: 0,
        last_at: now,
        failures: 0,
      };
      await db
        .insertInto('conversation')
        .values(row)
        .onConflict((conflict) => conflict.column('contact_id').doNothing())
        .execute();
      const [stored] = await run(byContact({ id: contactId }));
      return read(stored ?? row);
    },
    async list(estateId, owner, limit) {
      let query = all.where('estate_id', '=', estateId).orderBy('last_at', 'desc').limit(limit);
      if (owner !== null) query = query.where('owner', '=', owner);
      return (await query.execute()).map(read);
    },
    search: async (estateId, text, limit) => searchConversations(db, estateId, text, limit, read),
    async changeOwner(id, expected, owner, staffId, at) {
      const epoch = expected + 1;
      const { numUpdatedRows } = await change
        .set({ owner, staff_id: staffId, epoch, ...(at !== undefined && { last_at: at }) })
        .where('id', '=', id)
        .where('epoch', '=', expected)
        .executeTakeFirst();
      return numUpdatedRows === 1n ? { owner, staffId, epoch } : undefined;
    },
    async setHousehold(id, householdId) {
      const home = db.selectFrom('household').select('estate_id').where('id', '=', householdId);
      await change
        .set({ household_id: householdId, ...(householdId !== null && { estate_id: home }) })
        .where('id', '=', id)
        .execute();
    },
    async setCategory(id, category) {
      await change.set({ category }).where('id', '=', id).execute();
    },
    async setFailures(id, failures) {
      await change.set({ failures }).where('id', '=', id).execute();
    },
  };
}
