/**
 * Measures a store engine: `node test/bench/store-units.ts sqlite|postgres [units] [side by side]`. One unit is what a
 * resident's turn asks of the store: three short transactions and one read, some thirty statements.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { append } from '#ledger/append.ts';
import type { Store } from '#ports/store/store.ts';
import { openPostgres } from '#store/postgres/open-postgres.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import {
  type Home,
  NOON,
  afterNoon,
  moveIn,
  newEstate,
  reminderTo,
  yearFee,
} from '../contract/store/home.ts';

const [engine = 'sqlite', units = '5000', width = '64'] = process.argv.slice(2);
const url = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';

const HOMES = 1000;

async function open(): Promise<{ store: Store; close: () => Promise<void> }> {
  if (engine === 'postgres') {
    const schema = `bench_${randomUUID().replaceAll('-', '')}`;
    const store = await openPostgres({ url, schema });
    return {
      store,
      async close() {
        await store.close();
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        await client.query(`drop schema ${schema} cascade`);
        await client.end();
      },
    };
  }
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-'));
  const store = await openSqlite({ file: engine === 'memory' ? ':memory:' : join(folder, 's.db') });
  return {
    store,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function settle(store: Store): Promise<Home[]> {
  return store.write(async (tx) => {
    const estates = Array.from({ length: 10 }, newEstate);
    for (const estate of estates) await tx.estates.put(estate);
    const homes: Home[] = [];
    for (let n = 0; n < HOMES; n += 1) {
      const estate = estates[n % estates.length];
      if (!estate) continue;
      const home = await moveIn(tx, estate, `${n}`);
      await tx.charges.put(yearFee(home.household.id));
      await tx.bindings.put(home.contact.id, home.household.id, 'owner', 'verified', NOON);
      homes.push(home);
    }
    return homes;
  });
}

/** What a turn asks of the store: take the message in, read the facts, answer, report what was sent. */
async function turn(store: Store, home: Home, n: number): Promise<void> {
  const { conversation, household, contact, estate } = home;
  const about = { estateId: estate.id, householdId: household.id, conversationId: conversation.id };
  const at = afterNoon(n);
  await store.write(async (tx) => {
    const seen = await tx.contacts.ensure('simulator', contact.key, 'x', 'zh-CN', at);
    await tx.conversations.ensure(estate.id, seen.id, null, at);
    const seq = await tx.inbox.store('simulator', {
      conversationId: conversation.id,
      channelMessageId: randomUUID(),
      kind: 'text',
      origin: 'resident',
      text: '我下周三交，可以吗',
      sentAt: at,
      receivedAt: at,
    });
    await append(tx, { ...about, at, type: 'received', body: { seq } });
    const job = { queue: 'turn', key: conversation.id, dedup: `turn:${conversation.id}` };
    await tx.jobs.schedule({ ...job, runAt: at, payload: '{}' });
  });
  const [job] = await store.write((tx) => tx.jobs.claim(afterNoon(1e9), 1000, 1));
  const state = await store.read(async (tx) => {
    await tx.conversations.byId(conversation.id);
    await tx.inbox.pending(conversation.id);
    await tx.estates.byId(estate.id);
    await tx.contacts.byId(contact.id);
    await tx.bindings.of(contact.id);
    await tx.households.byId(household.id);
    await tx.charges.open(household.id);
    await tx.conversations.ofHousehold(household.id);
    await tx.promises.of(household.id);
    await tx.plans.current(household.id);
    await tx.claims.open(household.id);
    await tx.disputes.open(household.id);
    await tx.outbox.touches(household.id, NOON);
    await tx.outbox.heard(conversation.id, 20);
    return tx.documents.get(`dialog:${conversation.id}`);
  });
  const row = reminderTo(home, { proactive: false, createdAt: at });
  await store.write(async (tx) => {
    const current = await tx.conversations.byId(conversation.id);
    if (job) await tx.jobs.finish(job.id, job.fence);
    await tx.inbox.handled(conversation.id, current?.lastInbound ?? 0, 'promise', 0.9);
    const key = `dialog:${conversation.id}`;
    await tx.documents.compareAndSet(key, 'x'.repeat(400), state?.etag ?? null);
    await tx.outbox.put(row);
  });
  await store.write(async (tx) => {
    await tx.conversations.byId(conversation.id);
    await tx.outbox.move(row.id, 'queued', 'sending', { now: at });
  });
  await store.write(async (tx) => {
    const change = { now: at, reasons: [], channelMessageId: row.id };
    await tx.outbox.move(row.id, 'sending', 'accepted', change);
    await append(tx, { ...about, at, type: 'reply', body: { message: row.id } });
  });
}

async function sideBySide(count: number, lanes: number, work: (n: number) => Promise<void>) {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let n = next++; n < count; n = next++) await work(n);
    }),
  );
  return Math.round((count / (performance.now() - began)) * 1000);
}

/** The floor: one row a commit, nothing else, on the same disk. */
function bareCommits(): number {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-'));
  const database = new DatabaseSync(join(folder, 'floor.db'));
  database.exec('pragma journal_mode = wal; pragma synchronous = full; create table t (a text)');
  const insert = database.prepare('insert into t values (?)');
  const began = performance.now();
  for (let n = 0; n < 2000; n += 1) insert.run(`row ${n}`);
  const rate = Math.round((2000 / (performance.now() - began)) * 1000);
  database.close();
  rmSync(folder, { recursive: true });
  return rate;
}

const { store, close } = await open();
const homes = await settle(store);
const one = async (n: number) => {
  const home = homes[n % homes.length];
  if (home) await turn(store, home, n);
};
await sideBySide(500, Number(width), one);
const turns = await sideBySide(Number(units), Number(width), one);
const alone = await sideBySide(300, 1, one);
const writes = await sideBySide(5000, Number(width), async (n) => {
  await store.write((tx) => tx.documents.compareAndSet(`bench:${n}`, 'x', null));
});
const floor = engine === 'sqlite' ? { 'bare commits/s': bareCommits() } : {};
console.log(
  JSON.stringify({
    engine,
    width,
    'turns/s': turns,
    'turns/s one by one': alone,
    'small writes/s': writes,
    ...floor,
  }),
);
await close();
