import { randomUUID } from 'node:crypto';
import { type Binding, type Contact, LEVELS, ROLES } from '#domain/household.ts';
import { SCOPES } from '#domain/identity.ts';
import type { Bindings, Contacts } from '#ports/store/households.ts';
import type { Tables } from '../schema/tables.ts';
import { instantOrNull, oneOf, oneOfOrNull } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

function readContact(row: Tables['contact']): Contact {
  const { id, channel, key, name, locale } = row;
  return { id, channel, key, name, locale, optedOut: row.opted_out_at !== null };
}

export function contacts({ db, run }: Connection): Contacts {
  const all = db.selectFrom('contact').selectAll();
  const byId = prepare(all.where('id', '=', param('id')));
  const byKey = prepare(
    all.where('channel', '=', param('channel')).where('key', '=', param('key')),
  );

  return {
    async byId(id) {
      const [row] = await run(byId({ id }));
      return row && readContact(row);
    },
    async byKey(channel, key) {
      const [row] = await run(byKey({ channel, key }));
      return row && readContact(row);
    },
    async ensure(channel, key, name, locale, now) {
      const [known] = await run(byKey({ channel, key }));
      if (known) return readContact(known);
      const row = {
        id: randomUUID(),
        channel,
        key,
        name,
        locale,
        opted_out_at: null,
        created_at: now,
      };
      await db
        .insertInto('contact')
        .values(row)
        .onConflict((conflict) => conflict.columns(['channel', 'key']).doNothing())
        .execute();
      const [stored] = await run(byKey({ channel, key }));
      return readContact(stored ?? row);
    },
    async setOptedOut(id, since) {
      await db.updateTable('contact').set({ opted_out_at: since }).where('id', '=', id).execute();
    },
    async setLocale(id, locale) {
      await db.updateTable('contact').set({ locale }).where('id', '=', id).execute();
    },
  };
}

function readBinding(row: Tables['binding']): Binding {
  const scope = oneOfOrNull(SCOPES, row.scope);
  const droppedAt = instantOrNull(row.dropped_at);
  return {
    contactId: row.contact_id,
    householdId: row.household_id,
    role: oneOf(ROLES, row.role),
    level: oneOf(LEVELS, row.level),
    ...(scope !== null && { scope }),
    ...(droppedAt !== null && { droppedAt }),
  };
}

/** The best proved first; of equals, the newest. */
function strongestFirst(rows: readonly Tables['binding'][]): Binding[] {
  return rows
    .map((row) => ({ binding: readBinding(row), since: row.since }))
    .toSorted(
      (a, b) =>
        LEVELS.indexOf(b.binding.level) - LEVELS.indexOf(a.binding.level) || b.since - a.since,
    )
    .map(({ binding }) => binding);
}

export function bindings({ db, run }: Connection): Bindings {
  const living = db.selectFrom('binding').selectAll().where('ended_at', 'is', null);
  const of = prepare(living.where('contact_id', '=', param('id')));
  const to = prepare(living.where('household_id', '=', param('id')));

  return {
    of: async (contactId) => strongestFirst(await run(of({ id: contactId }))),
    to: async (householdId) => strongestFirst(await run(to({ id: householdId }))),
    async put(contactId, householdId, role, level, now, scope) {
      const fresh = { ended_at: null, dropped_at: null };
      const told = { role, level, since: now, scope: scope ?? null, ...fresh };
      await db
        .insertInto('binding')
        .values({ contact_id: contactId, household_id: householdId, ...told })
        .onConflict((conflict) =>
          conflict.columns(['contact_id', 'household_id']).doUpdateSet(told),
        )
        .execute();
    },
    async drop(contactId, householdId, now) {
      await db
        .updateTable('binding')
        .set({ level: 'claimed', scope: null, dropped_at: now })
        .where('contact_id', '=', contactId)
        .where('household_id', '=', householdId)
        .where('ended_at', 'is', null)
        .execute();
    },
    async end(contactId, householdId, now) {
      await db
        .updateTable('binding')
        .set({ ended_at: now })
        .where('contact_id', '=', contactId)
        .where('household_id', '=', householdId)
        .where('ended_at', 'is', null)
        .execute();
    },
  };
}
