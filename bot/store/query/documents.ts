import { sql } from 'kysely';
import type { Documents } from '#ports/store/documents.ts';
import { type Connection, param, prepare } from './connection.ts';

export function documents({ db, run, change }: Connection): Documents {
  const get = prepare(
    db.selectFrom('document').select(['value', 'etag']).where('key', '=', param('key')),
  );
  const create = prepare(
    db
      .insertInto('document')
      .values({ key: param('key'), value: param('value'), etag: 1 })
      .onConflict((conflict) => conflict.column('key').doNothing()),
  );
  const replace = prepare(
    db
      .updateTable('document')
      .set({ value: param('value'), etag: sql<number>`etag + 1` })
      .where('key', '=', param('key'))
      .where('etag', '=', param('etag')),
  );
  // Keys are ordered by code point on both engines, so that what begins alike stands together.
  const removeAll = prepare(
    db.deleteFrom('document').where('key', '>=', param('prefix')).where('key', '<', param('end')),
  );
  const remove = prepare(db.deleteFrom('document').where('key', '=', param('key')));

  return {
    async get(key) {
      const [row] = await run(get({ key }));
      return row && { value: row.value, etag: row.etag };
    },
    async compareAndSet(key, value, expected) {
      const write =
        expected === null ? create({ key, value }) : replace({ key, value, etag: expected });
      return (await change(write)) === 1;
    },
    delete: async (key) => (await change(remove({ key }))) === 1,
    async clear(prefix) {
      await change(removeAll({ prefix, end: `${prefix}\u{10FFFF}` }));
    },
  };
}
