import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { categoryId } from '#domain/category.ts';
import { fen } from '#domain/money.ts';
import type { ShownHome, Wave } from '#ports/store/waves.ts';
import { reminderDedup } from '#ports/reminder-job.ts';
import { NOON, type Home, afterNoon, newHome, reminderTo } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

const NOTHING = { reasons: [], until: null };

export function waveRules(open: OpenStore): void {
  describe('waves', () => {
    const store = oneStore(open);

    function shown({ household }: Home, chosen = true): ShownHome {
      return {
        householdId: household.id,
        room: household.room,
        chosen,
        stage: 'courtesy',
        category: categoryId('unknown'),
        script: null,
        sum: fen(98_000),
        sample: '您好',
        shownReasons: chosen ? [] : ['paid'],
        facts: 'f',
      };
    }

    async function newWave(chosen = true): Promise<{ wave: Wave; home: Home }> {
      const home = await newHome(store());
      const wave: Wave = {
        id: randomUUID(),
        estateId: home.estate.id,
        state: 'drafted',
        drawnBy: 'chen',
        drawnAt: NOON,
        digest: 'd',
        size: 1,
        total: fen(98_000),
        orderedBy: null,
        begunAt: null,
        endedAt: null,
      };
      await store().write((tx) => tx.waves.put(wave, [shown(home, chosen)]));
      return { wave, home };
    }

    it('are kept as they were shown, with what was done to them in order', async () => {
      const { wave, home } = await newWave();
      await store().write(async ({ waves }) => {
        await waves.note(wave.id, { act: 'drawn', at: NOON, staffId: 'chen', reason: null });
        const reason = '先等等';
        await waves.note(wave.id, { act: 'paused', at: afterNoon(1), staffId: 'li', reason });
      });
      await store().read(async ({ waves }) => {
        assert.deepEqual(await waves.byId(wave.id), wave);
        assert.deepEqual(await waves.list(wave.estateId, 5), [wave]);
        assert.deepEqual(await waves.homes(wave.id), [
          { ...shown(home), state: 'waiting', ...NOTHING, fate: null },
        ]);
        const acts = (await waves.entries(wave.id)).map(({ act, staffId }) => [act, staffId]);
        assert.deepEqual(acts, [
          ['drawn', 'chen'],
          ['paused', 'li'],
        ]);
      });
    });

    it('move on once, whoever else had the same in mind', async () => {
      const { wave } = await newWave();
      const start = { orderedBy: 'li', begunAt: afterNoon(1) };
      const moved = await Promise.all(
        ['running', 'stopped'].map(async (to) =>
          store().write(({ waves }) =>
            to === 'running'
              ? waves.move(wave.id, ['drafted'], 'running', start)
              : waves.move(wave.id, ['drafted'], 'stopped', { endedAt: afterNoon(1) }),
          ),
        ),
      );
      assert.equal(moved.filter(Boolean).length, 1);
    });

    it('hold a household only while they run or rest and its word has not left', async () => {
      const { wave, home } = await newWave();
      const { id } = home.household;
      const held = async () => store().read((tx) => tx.waves.holding(id));
      assert.deepEqual(await held(), []);
      await store().write(({ waves }) => waves.move(wave.id, ['drafted'], 'running'));
      assert.deepEqual(await held(), [wave.id]);
      const row = reminderTo(home);
      await store().write(async (tx) => {
        await tx.waves.moveHome(wave.id, id, ['waiting'], 'made', NOTHING);
        const selection = row.selection && { ...row.selection, wave: wave.id };
        await tx.outbox.put({ ...row, selection });
      });
      assert.deepEqual(await held(), [wave.id]);
      assert.equal(await store().read((tx) => tx.waves.isOpen(wave.id)), true);
      await store().write((tx) => tx.outbox.move(row.id, 'queued', 'sending', { now: NOON }));
      await store().write((tx) => tx.outbox.move(row.id, 'sending', 'accepted', { now: NOON }));
      assert.deepEqual(await held(), []);
      assert.equal(await store().read((tx) => tx.waves.isOpen(wave.id)), false);
      const [tally] = await store().read((tx) => tx.waves.tally(wave.id));
      assert.deepEqual(tally, { state: 'made', fate: 'accepted', reasons: [], count: 1 });
    });

    it('take back what has not left: the planned reminder and the row of the outbox', async () => {
      const { wave, home } = await newWave();
      const { id } = home.household;
      const row = reminderTo(home);
      await store().write(async (tx) => {
        await tx.waves.move(wave.id, ['drafted'], 'running');
        await tx.waves.moveHome(wave.id, id, ['waiting'], 'ordered', NOTHING);
        const dedup = reminderDedup(id);
        const job = { queue: 'reminder', key: id, dedup, runAt: NOON, payload: '{}' };
        await tx.jobs.schedule(job);
        await tx.waves.takeBack(wave.id, 'waiting', 'wave-paused', NOON);
        assert.equal(await tx.jobs.ready(dedup), undefined);
        await tx.waves.moveHome(wave.id, id, ['waiting'], 'made', NOTHING);
        const selection = row.selection && { ...row.selection, wave: wave.id };
        await tx.outbox.put({ ...row, selection });
        await tx.waves.takeBack(wave.id, 'stopping', 'wave-stopped', NOON);
      });
      await store().read(async (tx) => {
        const taken = await tx.outbox.byId(row.id);
        assert.deepEqual([taken?.status, taken?.reasons], ['withheld', ['wave-stopped']]);
        assert.deepEqual(await tx.waves.at(wave.id, 'stopping', 5), [id]);
      });
    });

    it('miss an ordered reminder that nobody plans any more', async () => {
      const { wave, home } = await newWave();
      const { id } = home.household;
      const lost = await store().write(async (tx) => {
        await tx.waves.moveHome(wave.id, id, ['waiting'], 'ordered', NOTHING);
        return tx.waves.lost(wave.id);
      });
      assert.deepEqual(lost, [id]);
    });

    it('count what was begun by its own author, and not what a second person let go', async () => {
      const { wave } = await newWave();
      const begun = { begunAt: NOON, orderedBy: 'chen' };
      const alone = async () => store().read((tx) => tx.waves.orderedAlone(wave.estateId, NOON));
      assert.equal(await alone(), 0);
      await store().write((tx) => tx.waves.move(wave.id, ['drafted'], 'running', begun));
      assert.equal(await alone(), 1);
      const by = { orderedBy: 'li' };
      await store().write((tx) => tx.waves.move(wave.id, ['running'], 'paused', by));
      assert.equal(await alone(), 0);
    });

    it('forget the words of a household whose conversation is erased', async () => {
      const { wave, home } = await newWave();
      const erasure = { at: NOON, reason: 'request' } as const;
      await store().write((tx) => tx.personal.eraseWords(home.conversation.id, erasure));
      const [kept] = await store().read((tx) => tx.waves.homes(wave.id));
      assert.equal(kept?.sample, '');
    });
  });
}
