import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { Task } from '#domain/task.ts';
import { localDate } from '#domain/time.ts';
import { NOON, afterNoon, newHome, yearFee } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function taskRules(open: OpenStore): void {
  describe('tasks', () => {
    const store = oneStore(open);

    async function newTask(): Promise<Task> {
      const { estate, household } = await newHome(store());
      const charge = await store().write((tx) => tx.charges.put(yearFee(household.id)));
      return {
        id: randomUUID(),
        estateId: estate.id,
        householdId: household.id,
        chargeId: charge.id,
        kind: 'limitation',
        queue: 'legal',
        dueOn: localDate('2029-04-02'),
        notice: 90,
        openedAt: NOON,
        closedAt: null,
        closedBy: null,
      };
    }

    it('are there once a charge, day and notice, also after they were closed', async () => {
      const task = await newTask();
      const again = { ...task, id: randomUUID() };
      const nearer = { ...again, notice: 30 };
      await store().write(async ({ tasks }) => {
        assert.equal(await tasks.put(task), true);
        assert.equal(await tasks.put(again), false);
        assert.equal(await tasks.close(task.id, 'li', afterNoon(1)), true);
        assert.equal(await tasks.put(again), false);
        assert.equal(await tasks.put(nearer), true);
      });
      const [closed, none] = await store().read(async ({ tasks }) => [
        await tasks.byId(task.id),
        await tasks.byId(randomUUID()),
      ]);
      assert.deepEqual(closed, { ...task, closedAt: afterNoon(1), closedBy: 'li' });
      assert.equal(none, undefined);
    });

    it('that are open are listed with the nearest day first, and closed once', async () => {
      const task = await newTask();
      const sooner = { ...task, id: randomUUID(), dueOn: localDate('2027-01-04') };
      const listed = await store().write(async ({ tasks }) => {
        await tasks.put(task);
        await tasks.put(sooner);
        return tasks.open(task.estateId);
      });
      assert.deepEqual(listed, [sooner, task]);
      await store().write(async ({ tasks }) => {
        assert.equal(await tasks.close(sooner.id, null, NOON), true);
        assert.equal(await tasks.close(sooner.id, 'li', NOON), false);
      });
      assert.deepEqual(await store().read(({ tasks }) => tasks.open(task.estateId)), [task]);
    });
  });
}
