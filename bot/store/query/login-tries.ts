import { instant } from '#domain/time.ts';
import type { LoginTries } from '#ports/store/staff.ts';
import type { Connection } from './connection.ts';

export function loginTries({ db }: Connection): LoginTries {
  return {
    async byKey(key) {
      const query = db.selectFrom('login_try').selectAll().where('key', '=', key);
      const row = await query.executeTakeFirst();
      return row && { count: row.count, until: instant(row.until) };
    },
    async put(key, { count, until }) {
      await db
        .insertInto('login_try')
        .values({ key, count, until })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ count, until }))
        .execute();
    },
    async forget(key) {
      await db.deleteFrom('login_try').where('key', '=', key).execute();
    },
    async forgetExpired(now) {
      await db.deleteFrom('login_try').where('until', '<=', now).execute();
    },
  };
}
