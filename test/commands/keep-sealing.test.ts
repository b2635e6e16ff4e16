import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { keepSealing } from '#commands/keep-sealing.ts';
import { MINUTE_MS, instant } from '#domain/time.ts';
import { append } from '#ledger/append.ts';
import { readCheckpoints } from '#ledger/checkpoint-file.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { MORNING } from '../console/open-console.ts';
import { HandClock } from '../fixtures/hand-clock.ts';

describe('A running service', () => {
  let folder = '';
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-sealing-'));
    store = await openSqlite({ file: join(folder, 'nuancui.db') });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const write = async () =>
    store.write((tx) =>
      append(tx, {
        estateId: 'e',
        at: instant(1),
        type: 'demand',
        householdId: 'h',
        conversationId: null,
        body: {},
      }),
    );
  const sealed = () => readCheckpoints(folder).all.map(({ seq }) => seq);
  const silent = (error: unknown) => assert.fail(String(error));

  it('seals the ledger when it begins, every ten minutes in which it grew, and when it ends', async () => {
    const clock = new HandClock(MORNING);
    await write();
    const sealing = await keepSealing(store, clock, folder, silent);
    assert.deepEqual(sealed(), [1]);
    await write();
    clock.pass(9 * MINUTE_MS);
    assert.deepEqual(sealed(), [1]);
    clock.pass(MINUTE_MS);
    await sealing.settled();
    assert.deepEqual(sealed(), [1, 2]);
    clock.pass(10 * MINUTE_MS);
    await sealing.settled();
    assert.deepEqual(sealed(), [1, 2]);
    await write();
    await sealing.end();
    assert.deepEqual(sealed(), [1, 2, 3]);
    assert.equal(clock.waiting, 0);
  });

  it('reports a ledger that became shorter, and goes on', async () => {
    await write();
    await write();
    await (await keepSealing(store, new HandClock(MORNING), folder, silent)).end();
    await store.close();
    const database = new DatabaseSync(join(folder, 'nuancui.db'));
    database.exec('drop trigger ledger_no_delete; delete from ledger where seq = 2');
    database.close();
    store = await openSqlite({ file: join(folder, 'nuancui.db') });
    const told: string[] = [];
    const sealing = await keepSealing(store, new HandClock(MORNING), folder, (error, where) =>
      told.push(`${where}: ${String(error)}`),
    );
    assert.match(told.join(), /checkpoint: .*does not hold.*entries=1; sealed=2/u);
    await sealing.end();
  });
});
