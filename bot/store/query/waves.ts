import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { categoryId, scriptId } from '#domain/category.ts';
import { fen } from '#domain/money.ts';
import { STAGES } from '#domain/stage.ts';
import { instant } from '#domain/time.ts';
import { OUTBOX_STATUSES } from '#ports/store/messages.ts';
import {
  HOME_STATES,
  WAVE_ACTS,
  WAVE_STATES,
  type ShownHome,
  type Wave,
  type WaveHome,
  type Waves,
} from '#ports/store/waves.ts';
import type { Tables } from '../schema/tables.ts';
import { flag, fromJson, instantOrNull, oneOf, oneOfOrNull } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

const words = z.array(z.string());

/** Rows that one statement takes; both engines allow some thirty thousand parameters. */
const BATCH = 1000;

function readWave(row: Tables['wave']): Wave {
  return {
    id: row.id,
    estateId: row.estate_id,
    state: oneOf(WAVE_STATES, row.state),
    drawnBy: row.drawn_by,
    drawnAt: instant(row.drawn_at),
    digest: row.digest,
    size: row.size,
    total: fen(row.total),
    orderedBy: row.ordered_by,
    begunAt: instantOrNull(row.begun_at),
    endedAt: instantOrNull(row.ended_at),
  };
}

function readHome(row: Selectable<Tables['wave_home']> & { fate: string | null }): WaveHome {
  return {
    householdId: row.household_id,
    room: row.room,
    chosen: row.chosen === 1,
    stage: oneOfOrNull(STAGES, row.stage),
    category: categoryId(row.category),
    script: row.script === null ? null : scriptId(row.script),
    sum: fen(row.sum),
    sample: row.sample,
    shownReasons: fromJson(words, row.shown_reasons),
    facts: row.facts,
    state: oneOf(HOME_STATES, row.state),
    reasons: fromJson(words, row.reasons),
    until: instantOrNull(row.until),
    fate: oneOfOrNull(OUTBOX_STATUSES, row.fate),
  };
}

function homeRow(wave: string, home: ShownHome): Tables['wave_home'] {
  return {
    wave_id: wave,
    household_id: home.householdId,
    room: home.room,
    chosen: flag(home.chosen),
    stage: home.stage,
    category: home.category,
    script: home.script,
    sum: home.sum,
    sample: home.sample,
    shown_reasons: JSON.stringify(home.shownReasons),
    facts: home.facts,
    state: home.chosen ? 'waiting' : 'withheld',
    reasons: JSON.stringify(home.chosen ? [] : home.shownReasons),
    until: null,
  };
}

/** The newest message that a wave made for a household. */
const fate = sql<string | null>`(select status from outbound
  where outbound.wave_id = wave_home.wave_id and outbound.household_id = wave_home.household_id
  order by outbound.seq desc limit 1)`;
const isLeaving = sql<boolean>`exists (select 1 from outbound
  where outbound.wave_id = wave_home.wave_id and outbound.household_id = wave_home.household_id
    and outbound.status in ('queued', 'sending'))`;
/** Chosen, and no word of it has left or been given up yet. */
const isOpen = sql<boolean>`wave_home.chosen = 1 and (wave_home.state in ('waiting', 'ordered')
  or (wave_home.state = 'made' and ${isLeaving}))`;

export function waves({ db, run }: Connection): Waves {
  const all = db.selectFrom('wave').selectAll();
  const everyHome = db.selectFrom('wave_home').selectAll('wave_home').select(fate.as('fate'));
  const held = prepare(
    db
      .selectFrom('wave_home')
      .innerJoin('wave', 'wave.id', 'wave_home.wave_id')
      .select('wave.id')
      .where('wave_home.household_id', '=', param('household'))
      // As the partial index says it.
      .where(sql<boolean>`wave_home.state in ('waiting', 'ordered', 'made', 'stopping')`)
      .where(sql<boolean>`(wave.state in ('running', 'paused') and ${isOpen})
        or (wave.state = 'stopped' and wave_home.state = 'stopping' and wave_home.chosen = 1)`),
  );

  return {
    async put(wave, homes) {
      const { id, state, digest, size, total } = wave;
      const about = { id, estate_id: wave.estateId, state, digest, size, total };
      const drawn = { drawn_by: wave.drawnBy, drawn_at: wave.drawnAt };
      const rest = { ordered_by: wave.orderedBy, begun_at: wave.begunAt, ended_at: wave.endedAt };
      await db
        .insertInto('wave')
        .values({ ...about, ...drawn, ...rest })
        .execute();
      for (let at = 0; at < homes.length; at += BATCH) {
        const rows = homes.slice(at, at + BATCH).map((home) => homeRow(id, home));
        await db.insertInto('wave_home').values(rows).execute();
      }
    },
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && readWave(row);
    },
    async list(estateId, limit) {
      const query = all.where('estate_id', '=', estateId).orderBy('drawn_at', 'desc').orderBy('id');
      return (await query.limit(limit).execute()).map(readWave);
    },
    async inState(state) {
      return (await all.where('state', '=', state).orderBy('id').execute()).map(readWave);
    },
    async move(id, from, to, { orderedBy, begunAt, endedAt } = {}) {
      const { numUpdatedRows } = await db
        .updateTable('wave')
        .set({
          state: to,
          ...(orderedBy !== undefined && { ordered_by: orderedBy }),
          ...(begunAt !== undefined && { begun_at: begunAt }),
          ...(endedAt !== undefined && { ended_at: endedAt }),
        })
        .where('id', '=', id)
        .where('state', 'in', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async note(id, { act, at, staffId, reason }) {
      const { last } = await db
        .selectFrom('wave_act')
        .select(({ fn }) => fn.max('seq').as('last'))
        .where('wave_id', '=', id)
        .executeTakeFirstOrThrow();
      const row = { wave_id: id, seq: Number(last ?? 0) + 1, act, at, staff_id: staffId, reason };
      await db.insertInto('wave_act').values(row).execute();
    },
    async entries(id) {
      const query = db.selectFrom('wave_act').selectAll().where('wave_id', '=', id).orderBy('seq');
      return (await query.execute()).map(({ act, at, staff_id: staffId, reason }) => ({
        act: oneOf(WAVE_ACTS, act),
        at: instant(at),
        staffId,
        reason,
      }));
    },
    async homes(id) {
      return (await everyHome.where('wave_id', '=', id).orderBy('room').execute()).map(readHome);
    },
    async home(id, householdId) {
      const query = everyHome.where('wave_id', '=', id).where('household_id', '=', householdId);
      const row = await query.executeTakeFirst();
      return row && readHome(row);
    },
    async tally(id) {
      const homes = db
        .selectFrom('wave_home')
        .select(['state', 'reasons', fate.as('fate')])
        .where('wave_id', '=', id)
        .where('chosen', '=', 1)
        .as('home');
      const rows = await db
        .selectFrom(homes)
        .select(({ fn }) => ['state', 'reasons', 'fate', fn.countAll<number>().as('count')])
        .groupBy(['state', 'reasons', 'fate'])
        .execute();
      return rows.map((row) => ({
        state: oneOf(HOME_STATES, row.state),
        fate: oneOfOrNull(OUTBOX_STATUSES, row.fate),
        reasons: fromJson(words, row.reasons),
        count: Number(row.count),
      }));
    },
    async at(id, state, limit) {
      const rows = await db
        .selectFrom('wave_home')
        .select('household_id')
        .where('wave_id', '=', id)
        .where('chosen', '=', 1)
        .where('state', '=', state)
        .orderBy('room')
        .limit(limit)
        .execute();
      return rows.map((row) => row.household_id);
    },
    async moveHome(id, householdId, from, to, { reasons, until }) {
      const { numUpdatedRows } = await db
        .updateTable('wave_home')
        .set({ state: to, reasons: JSON.stringify(reasons), until })
        .where('wave_id', '=', id)
        .where('household_id', '=', householdId)
        .where('chosen', '=', 1)
        .where('state', 'in', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async holding(householdId) {
      return (await run(held({ household: householdId }))).map(({ id }) => id);
    },
    async takeBack(id, to, reason, now) {
      const withdrawn = await db
        .updateTable('outbound')
        .set({ status: 'withheld', reasons: JSON.stringify([reason]), settled_at: now })
        .where('wave_id', '=', id)
        .where('status', '=', 'queued')
        .returning('household_id')
        .execute();
      await db
        .deleteFrom('job')
        .where(sql<boolean>`state = 'ready'`)
        .where('dedup', 'in', (from) =>
          from
            .selectFrom('wave_home')
            .select(sql<string>`'reminder:' || household_id`.as('dedup'))
            .where('wave_id', '=', id)
            .where('state', '=', 'ordered'),
        )
        .execute();
      const change = db
        .updateTable('wave_home')
        .set({ state: to, reasons: '[]', until: null })
        .where('wave_id', '=', id)
        .where('chosen', '=', 1);
      await change.where('state', 'in', ['waiting', 'ordered']).execute();
      const homes = withdrawn.flatMap((row) => row.household_id ?? []);
      for (let at = 0; at < homes.length; at += BATCH) {
        const some = homes.slice(at, at + BATCH);
        await change.where('state', '=', 'made').where('household_id', 'in', some).execute();
      }
    },
    async isOpen(id) {
      const query = db.selectFrom('wave_home').select('household_id').where('wave_id', '=', id);
      return (await query.where(isOpen).limit(1).executeTakeFirst()) !== undefined;
    },
    async lost(id) {
      const rows = await db
        .selectFrom('wave_home')
        .select('household_id')
        .where('wave_id', '=', id)
        .where('chosen', '=', 1)
        .where('state', '=', 'ordered')
        .where(sql<boolean>`not exists (select 1 from job where job.state = 'ready'
          and job.dedup = 'reminder:' || wave_home.household_id)`)
        .where(sql<boolean>`not exists (select 1 from job where job.state = 'active'
          and job.dedup = 'reminder:' || wave_home.household_id)`)
        .execute();
      return rows.map((row) => row.household_id);
    },
    async orderedAlone(estateId, since) {
      const row = await db
        .selectFrom('wave')
        .select(({ fn }) => fn.sum<number | null>('size').as('size'))
        .where('estate_id', '=', estateId)
        .where('begun_at', '>=', since)
        .whereRef('ordered_by', '=', 'drawn_by')
        .executeTakeFirst();
      return Number(row?.size ?? 0);
    },
  };
}
