import { instant } from '#domain/time.ts';
import { AUDIT_ACTS, type Audit } from '#ports/store/audit.ts';
import { oneOf } from './column.ts';
import type { Connection } from './connection.ts';

export function audit({ db }: Connection): Audit {
  return {
    async append(entry) {
      const { at, actor, act, subject, before, after, reason } = entry;
      const row = { at, actor, act, subject, before, after, reason };
      await db.insertInto('audit').values(row).execute();
    },
    async newest(limit, before) {
      const all = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
      const asked = Number.isFinite(before) ? all.where('seq', '<', before) : all;
      const rows = await asked.execute();
      return rows.map((row) => ({
        ...row,
        at: instant(row.at),
        act: oneOf(AUDIT_ACTS, row.act),
      }));
    },
  };
}
