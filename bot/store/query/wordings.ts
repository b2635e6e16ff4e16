import { scriptId } from '#domain/category.ts';
import { locale } from '#domain/locale.ts';
import { instant } from '#domain/time.ts';
import { WORDING_STEPS, type Wordings, type WordingVersion } from '#ports/store/wordings.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf } from './column.ts';
import type { Connection } from './connection.ts';

function read(row: Tables['wording']): WordingVersion {
  return {
    id: row.id,
    script: scriptId(row.script),
    locale: locale(row.locale),
    variant: row.variant,
    number: row.number,
    text: row.text,
    base: row.base,
    print: row.print,
    authorId: row.author_id,
    why: row.why,
    at: instant(row.at),
  };
}

export function wordings({ db }: Connection): Wordings {
  const all = db.selectFrom('wording').selectAll('wording');

  return {
    async add({ authorId, ...version }) {
      await db
        .insertInto('wording')
        .values({ ...version, author_id: authorId })
        .execute();
    },
    async step({ versionId, step, by, at, reason }) {
      await db
        .insertInto('wording_step')
        .values({ version_id: versionId, step, by, at, reason })
        .execute();
      await db
        .updateTable('wording_revision')
        .set(({ eb }) => ({ n: eb('n', '+', 1) }))
        .execute();
    },
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && read(row);
    },
    async at({ script, locale, variant }) {
      const rows = await all
        .where('script', '=', script)
        .where('locale', '=', locale)
        .where('variant', '=', variant)
        .orderBy('number', 'desc')
        .execute();
      return rows.map(read);
    },
    async steps(versionIds) {
      if (versionIds.length === 0) return [];
      const rows = await db
        .selectFrom('wording_step')
        .selectAll()
        .where('version_id', 'in', [...versionIds])
        .orderBy('seq')
        .execute();
      return rows.map(({ seq, version_id, step, by, at, reason }) => ({
        seq,
        versionId: version_id,
        step: oneOf(WORDING_STEPS, step),
        by,
        at: instant(at),
        reason,
      }));
    },
    async standing(steps) {
      const rows = await all
        .innerJoin('wording_step as last', 'last.version_id', 'wording.id')
        .where('last.step', 'in', [...steps])
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('wording_step as later')
                .select('later.seq')
                .whereRef('later.version_id', '=', 'wording.id')
                .whereRef('later.seq', '>', 'last.seq'),
            ),
          ),
        )
        .orderBy('script')
        .orderBy('locale')
        .orderBy('variant')
        .orderBy('number', 'desc')
        .execute();
      return rows.map(read);
    },
    async revision() {
      const row = await db.selectFrom('wording_revision').select('n').executeTakeFirst();
      return row?.n ?? 0;
    },
  };
}
