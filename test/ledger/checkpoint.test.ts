import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Fault } from '#errors';
import { GENESIS, append, entryHash } from '#ledger/append.ts';
import { CHECKPOINT_FILE, readCheckpoints } from '#ledger/checkpoint-file.ts';
import { judgeCheckpoints } from '#ledger/judge-checkpoints.ts';
import { createSealer } from '#ledger/seal.ts';
import { KEY_FILE, openSigner } from '#ledger/signing-key.ts';
import { verifyLedger } from '#ledger/verify.ts';
import { instant } from '#domain/time.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

const NOW = instant(1_795_000_000_000);

async function write(store: Store, count: number, estateId = 'e'): Promise<void> {
  await store.write(async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const body = { n, text: 'kept' };
      const who = { householdId: `h${n % 3}`, conversationId: null };
      await append(tx, { estateId, at: NOW, type: 'demand', ...who, body });
    }
  });
}

describe('Signed checkpoints', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-seal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const openHere = async () => openSqlite({ file: join(folder, 'nuancui.db') });

  /** Eight entries, sealed after the fifth and after the last. */
  async function sealed(): Promise<void> {
    const store = await openHere();
    const sealer = createSealer(store, openSigner(folder), folder);
    await write(store, 5);
    await sealer.seal(NOW);
    await write(store, 3);
    await sealer.seal(NOW);
    await store.close();
  }

  /** Lets somebody at the database behind the service's back, and verifies. */
  async function afterTampering(tamper: (database: DatabaseSync) => void) {
    await sealed();
    const database = new DatabaseSync(join(folder, 'nuancui.db'));
    database.exec('drop trigger ledger_no_update; drop trigger ledger_no_delete');
    tamper(database);
    database.close();
    return verified();
  }

  async function verified() {
    const store = await openHere();
    const { genuine, spoiled } = judgeCheckpoints(folder, openSigner(folder).publicKey);
    const chains = await verifyLedger(store, genuine);
    await store.close();
    return { chains, spoiled, broken: chains[0]?.broken };
  }

  it('hold when nobody touched anything, and say how far they reach', async () => {
    const { chains, spoiled } = await afterTampering(() => undefined);
    assert.deepEqual(spoiled, []);
    assert.deepEqual(
      chains.map(({ broken, entries, sealed: reach }) => [broken, entries, reach]),
      [[null, 8, 8]],
    );
  });

  it('find what was cut off the end, which the chain alone cannot', async () => {
    for (const left of [7, 5, 1]) {
      const { broken } = await afterTampering((database) => {
        database.prepare('delete from ledger where seq > ?').run(left);
      });
      assert.deepEqual(broken, { seq: left + 1, why: 'truncated', until: 8 });
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'nuancui-seal-'));
    }
  });

  it('find a chain that is gone as a whole', async () => {
    const { broken } = await afterTampering((database) => database.exec('delete from ledger'));
    assert.deepEqual(broken, { seq: 1, why: 'truncated', until: 8 });
  });

  it('find entries that were changed, taken out, put in and swapped, at their place', async () => {
    const insertion =
      "insert into ledger select estate_id, 60, 'x', hash, at, type, household_id, conversation_id, body from ledger where seq = 6";
    const shift =
      'update ledger set seq = -seq where seq >= 6; update ledger set seq = 1 - seq where seq < 0';
    for (const [how, seq, why] of [
      [`update ledger set body = '{"n":99}' where seq = 6`, 6, 'changed'],
      ['update ledger set at = at + 1 where seq = 2', 2, 'changed'],
      [`update ledger set household_id = 'h9' where seq = 7`, 7, 'changed'],
      ['delete from ledger where seq = 6', 6, 'missing'],
      [
        `${insertion.replace('60', '600')}; ${shift}; update ledger set seq = 6 where seq > 100`,
        6,
        'unlinked',
      ],
      [
        'update ledger set seq = 90 where seq = 3; update ledger set seq = 3 where seq = 4; update ledger set seq = 4 where seq = 90',
        3,
        'unlinked',
      ],
    ] as const) {
      const { broken } = await afterTampering((database) => database.exec(how));
      assert.deepEqual(broken, { seq, why }, how);
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'nuancui-seal-'));
    }
  });

  it('find a chain that was computed anew from some entry on, after the last checkpoint that fits', async () => {
    const { broken } = await afterTampering((database) => {
      const rows = database.prepare('select * from ledger order by seq').all();
      let prev = GENESIS;
      for (const row of rows) {
        const seq = Number(row['seq']);
        const entry: Omit<LedgerEntry, 'hash'> = {
          estateId: 'e',
          seq,
          prev,
          at: NOW,
          type: 'demand',
          householdId: String(row['household_id']),
          conversationId: null,
          body: seq === 7 ? '{"n":99}' : String(row['body']),
        };
        prev = entryHash(entry);
        database
          .prepare('update ledger set prev = ?, hash = ?, body = ? where seq = ?')
          .run(entry.prev, prev, entry.body, seq);
      }
    });
    assert.deepEqual(broken, { seq: 6, why: 'rewritten', until: 8 });
  });

  it('are not set over a chain that became shorter', async () => {
    await sealed();
    const database = new DatabaseSync(join(folder, 'nuancui.db'));
    database.exec('drop trigger ledger_no_delete; delete from ledger where seq > 6');
    database.close();
    const store = await openHere();
    const sealer = createSealer(store, openSigner(folder), folder);
    await assert.rejects(sealer.seal(NOW), (error) => {
      return error instanceof Fault && error.code === 'LEDGER_BROKEN';
    });
    await store.close();
    assert.equal(readCheckpoints(folder).all.length, 2);
  });

  it('are themselves checked: a line nobody signed, another key, an edited line', async () => {
    await sealed();
    const file = join(folder, CHECKPOINT_FILE);
    const [first = '', second = ''] = readFileSync(file, 'utf8').split('\n');
    const other = mkdtempSync(join(tmpdir(), 'nuancui-other-'));
    const foreign = first.replace(openSigner(folder).publicKey, openSigner(other).publicKey);
    rmSync(other, { recursive: true });
    const edited = second.replace('"seq":8', '"seq":6');
    writeFileSync(file, `${[first, 'nothing', foreign, edited].join('\n')}\n`);
    const { spoiled, broken } = await verified();
    assert.deepEqual(spoiled, [
      { line: 2, why: 'unreadable' },
      { line: 3, why: 'foreign' },
      { line: 4, why: 'forged' },
    ]);
    assert.equal(broken, null);
  });

  it('survive a process that died in the middle of a line', async () => {
    await sealed();
    appendFileSync(join(folder, CHECKPOINT_FILE), '{"estateId":"e","seq":');
    assert.deepEqual((await verified()).spoiled, []);
    const store = await openHere();
    await write(store, 1);
    await createSealer(store, openSigner(folder), folder).seal(NOW);
    await store.close();
    const { chains, spoiled } = await verified();
    assert.deepEqual(spoiled, []);
    assert.equal(chains[0]?.sealed, 9);
  });

  it('cost nothing while a chain rests', async () => {
    await sealed();
    const store = await openHere();
    assert.deepEqual(await createSealer(store, openSigner(folder), folder).seal(NOW), []);
    await store.close();
  });

  it('are signed with a key that only its owner can read, made once', () => {
    const file = join(folder, KEY_FILE);
    const { publicKey } = openSigner(folder);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(openSigner(folder).publicKey, publicKey);
    chmodSync(file, 0o644);
    assert.throws(() => openSigner(folder), /signing-key\.pem.*mode 0600/u);
  });
});

describe('Verifying a long ledger', function () {
  this.timeout(60_000);

  it('reads it in pages, however long it is', async () => {
    const store = await openSqlite({ file: ':memory:' });
    for (let n = 0; n < 5; n += 1) await write(store, 700);
    const pages: number[] = [];
    const watched: Store = {
      ...store,
      read: async (work) =>
        store.read(async (tx) => {
          const ledger: Tx['ledger'] = {
            ...tx.ledger,
            async after(estateId, seq, limit) {
              const page = await tx.ledger.after(estateId, seq, limit);
              pages.push(page.length);
              return page;
            },
            ofHousehold: async () => assert.fail('reads a household as a whole'),
            ofTypes: async () => assert.fail('reads a household as a whole'),
          };
          return work({ ...tx, ledger });
        }),
    };
    const [verdict] = await verifyLedger(watched);
    assert.equal(verdict?.entries, 3500);
    assert.deepEqual(pages, [1000, 1000, 1000, 500, 0]);
    await store.close();
  });
});
