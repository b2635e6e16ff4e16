import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'mocha';
import { Fault } from '#errors';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { storeContract } from '../contract/store.ts';
import { NOON, newEstate, newHome, reminderTo } from '../contract/store/home.ts';

const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code;

storeContract('the embedded store in memory', async () => {
  const store = await openSqlite({ file: ':memory:' });
  return { store, dispose: async () => store.close() };
});

storeContract('the embedded store on disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-'));
  const store = await openSqlite({ file: join(folder, 'store.db') });
  return {
    store,
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('the file of the embedded store', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('keeps everything over a restart', async () => {
    const estate = newEstate();
    const first = await openSqlite({ file: at('kept.db') });
    await first.write((tx) => tx.estates.put(estate));
    await first.close();
    const second = await openSqlite({ file: at('kept.db') });
    assert.deepEqual(await second.read((tx) => tx.estates.byId(estate.id)), estate);
    await second.close();
  });

  it('reads what release 0.1.0 wrote: estates without a hold-out, reasons that were a sentence', async () => {
    const file = at('first-release.db');
    const first = await openSqlite({ file });
    const home = await newHome(first);
    const row = reminderTo(home);
    await first.write((tx) => tx.outbox.put(row));
    await first.close();
    const raw = new DatabaseSync(file);
    const said = JSON.stringify({ rule: 'category forgetful', alternatives: ['forgetful/short'] });
    raw.prepare('update outbound set selection = ?').run(said);
    raw.exec("update estate set settings = json_remove(settings, '$.policy.holdOutPercent')");
    raw.close();
    const second = await openSqlite({ file });
    assert.deepEqual(await second.read((tx) => tx.outbox.byId(row.id)), {
      ...row,
      selection: null,
    });
    const estate = await second.read((tx) => tx.estates.byId(home.estate.id));
    assert.equal(estate?.policy.holdOutPercent, 0);
    await second.close();
  });

  it('is written by one at a time, in this process too', async () => {
    const file = at('one.db');
    const first = await openSqlite({ file });
    await assert.rejects(openSqlite({ file }), isFault('STORE_BUSY'));
    await first.write((tx) => tx.estates.put(newEstate()));
    await first.close();
    const second = await openSqlite({ file });
    await second.close();
  });

  it('is refused to a second process, and free again when the first is killed', async () => {
    const file = at('killed.db');
    const child = fork(join(import.meta.dirname, 'store-writer.ts'), [file]);
    await new Promise((resolve) => {
      child.once('message', resolve);
    });
    await assert.rejects(openSqlite({ file }), isFault('STORE_BUSY'));
    const gone = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    child.kill('SIGKILL');
    await gone;
    const store = await openSqlite({ file });
    await store.close();
  });

  it('must be in a folder that exists, and be a database', async () => {
    await assert.rejects(openSqlite({ file: at('no/where.db') }), isFault('STORE_FAILED'));
    writeFileSync(
      at('text.db'),
      'not a database, but long enough to be mistaken for one'.repeat(50),
    );
    await assert.rejects(openSqlite({ file: at('text.db') }), isFault('STORE_FAILED'));
  });

  it('is not touched when a newer release wrote it', async () => {
    const file = at('newer.db');
    await (await openSqlite({ file })).close();
    const database = new DatabaseSync(file);
    database.exec(`insert into kysely_migration values ('9999-later', '2030-01-01')`);
    database.close();
    await assert.rejects(openSqlite({ file }), isFault('STORE_SCHEMA'));
  });

  it('is as it was when a migration breaks off', async () => {
    const file = at('broken-off.db');
    const before = new DatabaseSync(file);
    before.exec('create table job (something text)');
    before.close();
    await assert.rejects(openSqlite({ file }), isFault('STORE_SCHEMA'));
    const database = new DatabaseSync(file);
    const tables = database.prepare(`select name from sqlite_master where name = 'estate'`).all();
    database.exec('drop table job');
    database.close();
    assert.deepEqual(tables, []);
    await (await openSqlite({ file })).close();
  });

  it('has a ledger and an audit that take entries and give none back, whoever opens it', async () => {
    const file = at('ledger.db');
    const store = await openSqlite({ file });
    const entry = { estateId: 'e', seq: 1, prev: '0'.repeat(64), hash: 'a', at: NOON } as const;
    const about = { type: 'demand', householdId: null, conversationId: null, body: '{}' } as const;
    const act = { act: 'sign-in', actor: 'li', subject: 'li', before: null, after: null } as const;
    await store.write(async (tx) => {
      await tx.ledger.insert({ ...entry, ...about });
      await tx.audit.append({ ...act, at: NOON, reason: null });
    });
    await store.close();
    const database = new DatabaseSync(file);
    assert.throws(() => database.exec(`update audit set actor = 'wang'`), /append-only/u);
    assert.throws(() => database.exec('delete from audit'), /append-only/u);
    assert.throws(() => database.exec(`update ledger set body = '{"n":1}'`), /append-only/u);
    assert.throws(() => database.exec('delete from ledger'), /append-only/u);
    database.close();
  });

  it('is left sound by whatever was written', async () => {
    const file = at('sound.db');
    const store = await openSqlite({ file });
    await Promise.all(
      Array.from({ length: 100 }, async () => store.write((tx) => tx.estates.put(newEstate()))),
    );
    await store.close();
    const database = new DatabaseSync(file);
    assert.deepEqual(
      { ...database.prepare('pragma integrity_check').get() },
      { integrity_check: 'ok' },
    );
    assert.deepEqual({ ...database.prepare('pragma journal_mode').get() }, { journal_mode: 'wal' });
    database.close();
  });
});
