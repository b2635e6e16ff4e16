import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { Fault } from '#errors';
import { openPostgres } from '#store/postgres/open-postgres.ts';
import { storeContract } from '../contract/store.ts';
import { NOON, newEstate } from '../contract/store/home.ts';
import { findServer, newSchema, openEmpty, sql } from './postgres-server.ts';

const server = await findServer();

if (server === undefined) {
  describe('the store on PostgreSQL', () => {
    it('was NOT tested: no server answers (DATABASE_URL, or 127.0.0.1:5432)', function skip() {
      assert.notEqual(process.env['NUANCUI_NO_SKIP'], '1', 'a PostgreSQL server is demanded here');
      this.skip();
    });
  });
} else {
  storeContract('the store on PostgreSQL', async () => openEmpty(server));
  severalProcesses(server);
}

/** What only a server has: several processes, and connections that break. Two stores stand for two processes. */
function severalProcesses(url: string): void {
  describe('a database that several processes share', () => {
    let schema = '';
    let dispose: () => Promise<void> = async () => undefined;
    const stores: Awaited<ReturnType<typeof openPostgres>>[] = [];

    before(async () => {
      const opened = await openEmpty(url);
      ({ schema, dispose } = opened);
      stores.push(opened.store, await openPostgres({ url, schema }));
    });
    after(async () => {
      await stores[1]?.close();
      await dispose();
    });

    function both() {
      const [first, second] = stores;
      assert.ok(first && second);
      return [first, second] as const;
    }

    it('lets writers of all of them take turns, so that no update is lost', async () => {
      await both()[0].write((tx) => tx.documents.compareAndSet('n', '0', null));
      const count = async (store: (typeof stores)[number]) =>
        store.write(async (tx) => {
          const { value = '', etag = null } = (await tx.documents.get('n')) ?? {};
          return tx.documents.compareAndSet('n', String(Number(value) + 1), etag);
        });
      const written = await Promise.all(
        Array.from({ length: 25 }).flatMap(() => both().map(async (store) => count(store))),
      );
      assert.ok(written.every(Boolean));
      assert.equal((await both()[1].read((tx) => tx.documents.get('n')))?.value, '50');
    });

    it('gives a job to one of them, and one job of a key at a time', async () => {
      await both()[0].write(async ({ jobs }) => {
        for (let n = 0; n < 30; n += 1) {
          const job = { queue: 'turn', key: `k${n % 10}`, dedup: `d${n}`, payload: '' };
          await jobs.schedule({ ...job, runAt: NOON });
        }
      });
      const claims = await Promise.all(
        [1, 2, 3].flatMap(() =>
          both().map(async (store) => store.write((tx) => tx.jobs.claim(NOON, 1000, 4))),
        ),
      );
      const keys = claims.flat().map(({ key }) => key);
      assert.equal(keys.length, 10);
      assert.equal(new Set(keys).size, 10);
    });

    it('makes one schema when both start at once', async () => {
      const shared = newSchema();
      const opened = await Promise.all([1, 2, 3].map(() => openPostgres({ url, schema: shared })));
      const [first] = opened;
      assert.ok(first);
      await first.write((tx) => tx.estates.put(newEstate()));
      await Promise.all(opened.map(async (store) => store.close()));
      await sql(url, `drop schema ${shared} cascade`);
    });

    it('goes on when the server cuts every connection', async () => {
      const [store] = both();
      const estate = newEstate();
      await store.write((tx) => tx.estates.put(estate));
      const cut = `select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and query like '%${schema}%'`;
      await sql(url, cut);
      const settled = async () => {
        const [reading, writing] = await Promise.allSettled([
          store.read((tx) => tx.estates.byId(estate.id)),
          store.write((tx) => tx.estates.put(estate)),
        ]);
        return reading.status === 'fulfilled' && writing.status === 'fulfilled';
      };
      // The first to use a cut connection may be told; after that everything works again.
      const attempts = [await settled(), await settled(), await settled()];
      assert.equal(attempts.at(-1), true);
    });

    it('has a ledger and an audit that take entries and give none back', async () => {
      const entry = { estateId: 'e', seq: 1, prev: '0'.repeat(64), hash: 'a', at: NOON } as const;
      const about = { type: 'demand', householdId: null, conversationId: null, body: '' } as const;
      await both()[0].write((tx) => tx.ledger.insert({ ...entry, ...about }));
      const act = {
        act: 'sign-in',
        actor: 'li',
        subject: 'li',
        before: null,
        after: null,
      } as const;
      await both()[0].write((tx) => tx.audit.append({ ...act, at: NOON, reason: null }));
      for (const table of ['ledger', 'audit']) {
        for (const change of ['update', 'delete from', 'truncate']) {
          const text = `${change} ${schema}.${table} ${change === 'update' ? 'set at = 2' : ''}`;
          await assert.rejects(sql(url, text), /append-only/u);
        }
      }
    });

    it('tells a unit that swallowed a refusal of the database that nothing was kept', async () => {
      const [store] = both();
      const estate = newEstate();
      await store.write((tx) => tx.estates.put(estate));
      const other = newEstate();
      const swallowing = store.write(async (tx) => {
        await tx.estates.put(other);
        await tx.estates.put({ ...newEstate(), name: estate.name }).catch(() => undefined);
      });
      await assert.rejects(swallowing, (error) => error instanceof Fault);
      assert.equal(await store.read((tx) => tx.estates.byId(other.id)), undefined);
    });
  });

  describe('opening PostgreSQL', () => {
    it('says so when no server answers or the schema has no proper name', async () => {
      await assert.rejects(
        openPostgres({ url: 'postgres://postgres@127.0.0.1:9/none' }),
        (error) => error instanceof Fault && error.code === 'STORE_FAILED',
      );
      await assert.rejects(
        openPostgres({ url, schema: 'a"; drop schema public' }),
        (error) => error instanceof Fault && error.code === 'INPUT_INVALID',
      );
    });
  });
}
