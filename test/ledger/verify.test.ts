import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { append } from '#ledger/append.ts';
import { verifyLedger } from '#ledger/verify.ts';
import { instant } from '#domain/time.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

const ENTRIES = 8;

/** Writes a chain, lets somebody at the file behind the service's back, and verifies. */
async function afterTampering(tamper: (file: DatabaseSync) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-ledger-'));
  const file = join(folder, 'nuancui.db');
  const store = await openSqlite({ file });
  for (let n = 0; n < ENTRIES; n += 1) {
    await store.write((tx) =>
      append(tx, {
        estateId: 'e',
        at: instant(1_700_000_000_000 + n),
        type: 'demand',
        householdId: 'h',
        conversationId: null,
        body: { n, nested: { b: 1, a: [n] } },
      }),
    );
  }
  await store.close();
  const database = new DatabaseSync(file);
  database.exec('drop trigger if exists ledger_no_update; drop trigger if exists ledger_no_delete');
  tamper(database);
  database.close();
  const again = await openSqlite({ file });
  const [verdict] = await verifyLedger(again);
  await again.close();
  rmSync(folder, { recursive: true });
  return verdict;
}

describe('The ledger', function () {
  this.timeout(60_000);
  const entry = fc.integer({ min: 1, max: ENTRIES });

  it('holds when nobody touched it', async () => {
    const verdict = await afterTampering(() => undefined);
    assert.equal(verdict?.broken, null);
    assert.equal(verdict.entries, ENTRIES);
  });

  it('names the first entry whose content was changed', async () => {
    await fc.assert(
      fc.asyncProperty(entry, async (seq) => {
        const verdict = await afterTampering((file) => {
          file.prepare(`update ledger set body = '{"n":99}' where seq = ?`).run(seq);
        });
        assert.deepEqual(verdict?.broken, { seq, why: 'changed' });
      }),
      { numRuns: 5 },
    );
  });

  it('names the gap where an entry was taken out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: ENTRIES - 1 }), async (seq) => {
        const verdict = await afterTampering((file) => {
          file.prepare('delete from ledger where seq = ?').run(seq);
        });
        assert.deepEqual(verdict?.broken, { seq, why: 'missing' });
      }),
      { numRuns: 5 },
    );
  });

  it('notices two entries that changed places', async () => {
    const verdict = await afterTampering((file) => {
      file.exec(
        'update ledger set seq = 100 where seq = 3; update ledger set seq = 3 where seq = 4',
      );
      file.exec('update ledger set seq = 4 where seq = 100');
    });
    assert.equal(verdict?.broken?.seq, 3);
  });
});
