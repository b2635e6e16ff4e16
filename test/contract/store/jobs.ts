import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Job } from '#ports/store/jobs.ts';
import type { Store } from '#ports/store/store.ts';
import { NOON, afterNoon } from './home.ts';
import { type OpenStore, freshStore } from './opened.ts';

const LEASE = 1000;

export function jobRules(open: OpenStore): void {
  describe('jobs', () => {
    const store = freshStore(open);

    const schedule = async (key: string, at: number, dedup = `${key}:${at}`, payload = '{}') =>
      store().write((tx) =>
        tx.jobs.schedule({ queue: 'turn', key, dedup, runAt: afterNoon(at), payload }),
      );
    const claim = async (at: number, limit = 10) =>
      store().write((tx) => tx.jobs.claim(afterNoon(at), LEASE, limit));
    const names = (jobs: readonly Job[]) => jobs.map(({ dedup }) => dedup);

    it('are claimed when due, oldest first, one a key', async () => {
      await schedule('b', 2);
      await schedule('a', 3);
      await schedule('a', 1);
      await schedule('c', 9);
      assert.equal(await nextAt(store()), afterNoon(1));
      const [first, second, ...more] = await claim(5);
      assert.deepEqual(
        [first, second].map((job) => [job?.dedup, job?.runAt, job?.tries, job?.fence]),
        [
          ['a:1', afterNoon(1), 1, 1],
          ['b:2', afterNoon(2), 1, 1],
        ],
      );
      assert.deepEqual(more, []);
      assert.deepEqual(await claim(5), []);
      assert.ok(first);
      assert.equal(await store().write((tx) => tx.jobs.finish(first.id, first.fence)), true);
      assert.deepEqual(names(await claim(5)), ['a:3']);
      assert.equal(await nextAt(store()), afterNoon(9));
    });

    it('of many keys do not wait behind a long queue of one', async () => {
      await store().write(async (tx) => {
        for (let n = 0; n < 60; n += 1) {
          const job = { queue: 'turn', key: 'busy', payload: '{}', dedup: `busy:${n}` };
          await tx.jobs.schedule({ ...job, runAt: afterNoon(n) });
        }
      });
      await schedule('quiet', 100);
      assert.deepEqual(names(await claim(200, 2)), ['busy:0', 'quiet:100']);
    });

    it('are handed to one of many workers', async () => {
      for (let n = 0; n < 12; n += 1) await schedule(`key-${n}`, n);
      const claims = await Promise.all(Array.from({ length: 6 }, async () => claim(100, 3)));
      const given = claims.flat().map(({ id }) => id);
      assert.equal(given.length, 12);
      assert.equal(new Set(given).size, 12);
    });

    it('of the same work that wait are one, with the last time and payload', async () => {
      await schedule('a', 5, 'turn:a', 'first');
      await schedule('a', 8, 'turn:a', 'second');
      await schedule('a', 3, 'turn:a', 'third');
      const ready = await store().read((tx) => tx.jobs.ready('turn:a'));
      assert.deepEqual([ready?.runAt, ready?.payload], [afterNoon(3), 'third']);
      assert.deepEqual(
        (await claim(100)).map(({ payload }) => payload),
        ['third'],
      );
      await schedule('a', 4, 'turn:a', 'while it runs');
      assert.equal((await store().read((tx) => tx.jobs.ready('turn:a')))?.payload, 'while it runs');
    });

    it('can be called off while they wait, not once they run', async () => {
      await schedule('a', 1, 'reminder:a');
      await store().write((tx) => tx.jobs.cancel('reminder:a'));
      assert.deepEqual(await claim(5), []);
      await schedule('a', 1, 'reminder:a');
      const [running] = await claim(5);
      assert.ok(running);
      await store().write((tx) => tx.jobs.cancel('reminder:a'));
      const finished = await store().write((tx) => tx.jobs.finish(running.id, running.fence));
      assert.equal(finished, true);
      assert.equal(await nextAt(store()), undefined);
    });

    it('are not finished twice, nor by who had them before', async () => {
      await schedule('a', 1);
      const [first] = await claim(5);
      assert.equal(await store().write((tx) => tx.jobs.reap(afterNoon(5 + LEASE), false)), 0);
      assert.equal(await store().write((tx) => tx.jobs.reap(afterNoon(6 + LEASE), false)), 1);
      const [second] = await claim(2000);
      assert.ok(first && second);
      assert.deepEqual([second.id, second.fence, second.tries], [first.id, 2, 2]);
      const finish = async (fence: number) =>
        store().write((tx) => tx.jobs.finish(first.id, fence));
      const retry = await store().write((tx) =>
        tx.jobs.retry(first.id, first.fence, afterNoon(1), 'late'),
      );
      assert.equal(retry, false);
      assert.deepEqual(
        [await finish(first.fence), await finish(second.fence), await finish(second.fence)],
        [false, true, false],
      );
    });

    it('are tried five times, then wait for a person', async () => {
      await schedule('a', 1, 'turn:a');
      for (let n = 1; n <= 5; n += 1) {
        const [job] = await claim(n * 10);
        assert.ok(job);
        assert.equal(job.tries, n);
        const at = afterNoon(n * 10 + 10);
        assert.equal(await store().write((tx) => tx.jobs.retry(job.id, job.fence, at, 'no')), true);
      }
      assert.deepEqual(await claim(1000), []);
      assert.deepEqual(names(await store().read((tx) => tx.jobs.dead())), ['turn:a']);
      await schedule('a', 70, 'turn:a');
      assert.deepEqual(names(await claim(1000)), ['turn:a']);
    });

    it('that failed give way to newer work of the same kind', async () => {
      await schedule('a', 1, 'turn:a', 'old');
      const [old] = await claim(5);
      assert.ok(old);
      await schedule('a', 6, 'turn:a', 'new');
      await store().write((tx) => tx.jobs.retry(old.id, old.fence, afterNoon(7), 'no'));
      assert.deepEqual(
        (await claim(100)).map(({ payload, tries }) => [payload, tries]),
        [['new', 1]],
      );
    });

    it('of a process that is gone are ready again, unless newer work waits', async () => {
      await schedule('a', 1, 'turn:a');
      await schedule('b', 2, 'turn:b', 'old');
      assert.equal((await claim(5)).length, 2);
      await schedule('b', 3, 'turn:b', 'new');
      assert.equal(await store().write((tx) => tx.jobs.reap(NOON, true)), 2);
      assert.deepEqual(
        (await claim(5)).map(({ dedup, payload }) => [dedup, payload]),
        [
          ['turn:a', '{}'],
          ['turn:b', 'new'],
        ],
      );
    });

    it('keep to all of this in whatever order things happen', async () => {
      const step = fc.oneof(
        fc.record({
          do: fc.constant('schedule' as const),
          key: fc.nat(2),
          work: fc.nat(3),
          at: fc.nat(20),
        }),
        fc.record({
          do: fc.constant('claim' as const),
          at: fc.nat(25),
          limit: fc.integer({ min: 1, max: 3 }),
        }),
        fc.record({ do: fc.constant('finish' as const), which: fc.nat(5) }),
        fc.record({ do: fc.constant('retry' as const), which: fc.nat(5), at: fc.nat(20) }),
        fc.record({ do: fc.constant('reap' as const), at: fc.nat(2000) }),
      );
      const runs = fc.array(step, { minLength: 1, maxLength: 25 });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(runs, async (steps) => {
          round += 1;
          const active = new Map<number, Job>();
          const lane = (key: number) => `${round}:${key}`;
          for (const one of steps) {
            await store().write(async ({ jobs }) => {
              if (one.do === 'schedule') {
                const dedup = `${lane(one.key)}:${one.work}`;
                const job = { queue: 'turn', key: lane(one.key), dedup, payload: '{}' };
                await jobs.schedule({ ...job, runAt: afterNoon(one.at) });
                assert.equal((await jobs.ready(dedup))?.runAt, afterNoon(one.at));
              } else if (one.do === 'claim') {
                for (const job of await jobs.claim(afterNoon(one.at), LEASE, one.limit)) {
                  assert.ok(job.runAt <= afterNoon(one.at));
                  assert.ok(![...active.values()].some(({ key }) => key === job.key));
                  active.set(job.id, job);
                }
              } else if (one.do === 'reap') {
                if ((await jobs.reap(afterNoon(one.at), true)) !== active.size) {
                  assert.fail('every active job is reaped');
                }
                active.clear();
              } else {
                const job = [...active.values()][one.which];
                if (!job) return;
                active.delete(job.id);
                const { id, fence } = job;
                if (one.do === 'finish') assert.ok(await jobs.finish(id, fence));
                else assert.ok(await jobs.retry(id, fence, afterNoon(one.at), 'no'));
              }
            });
          }
          await empty(store());
        }),
        { numRuns: 40 },
      );
    });
  });
}

async function nextAt(store: Store): Promise<number | undefined> {
  return store.read((tx) => tx.jobs.nextAt());
}

/** Works off everything that is left. */
async function empty(store: Store): Promise<void> {
  await store.write(async ({ jobs }) => {
    await jobs.reap(NOON, true);
    for (;;) {
      const claimed = await jobs.claim(afterNoon(1e6), LEASE, 100);
      if (claimed.length === 0) return;
      for (const { id, fence } of claimed) await jobs.finish(id, fence);
    }
  });
}
