import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { append } from '#ledger/append.ts';
import { signCheckpoint } from '#ledger/checkpoint.ts';
import { addCheckpoint, readCheckpoints } from '#ledger/checkpoint-file.ts';
import { judgeCheckpoints } from '#ledger/judge-checkpoints.ts';
import { createSealer } from '#ledger/seal.ts';
import { KEY_FILE, openSigner } from '#ledger/signing-key.ts';
import { verifyLedger } from '#ledger/verify.ts';
import { instant } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

const NOW = instant(1_795_000_000_000);

describe('Checkpoints of somebody else', function () {
  this.timeout(60_000);
  let folder = '';
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-hands-'));
    store = await openSqlite({ file: ':memory:' });
    for (const [estateId, count] of [
      ['plum', 6],
      ['pear', 3],
    ] as const) {
      await store.write(async (tx) => {
        for (let n = 0; n < count; n += 1) {
          const who = { householdId: 'h', conversationId: null };
          await append(tx, { estateId, at: NOW, type: 'demand', ...who, body: { n } });
        }
      });
    }
    await createSealer(store, openSigner(folder), folder).seal(NOW);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  async function verdicts() {
    const { genuine, spoiled } = judgeCheckpoints(folder, openSigner(folder).publicKey);
    const chains = await verifyLedger(store, genuine);
    const told = chains.map(({ estateId, sealed, broken }) => [estateId, sealed, broken?.why]);
    return { spoiled: spoiled.map(({ why }) => why), chains: told.toSorted() };
  }

  it('stand for nothing but the estate they were set for', async () => {
    const whole = {
      spoiled: [],
      chains: [
        ['pear', 3, undefined],
        ['plum', 6, undefined],
      ],
    };
    assert.deepEqual(await verdicts(), whole);
    const { all } = readCheckpoints(folder);
    const plum = all.find(({ estateId }) => estateId === 'plum') ?? assert.fail('no checkpoint');
    const { line: _line, ...checkpoint } = plum;
    addCheckpoint(folder, { ...checkpoint, estateId: 'pear' });
    assert.deepEqual(await verdicts(), { ...whole, spoiled: ['forged'] });
  });

  it('that are signed again for another estate show a chain that is not theirs', async () => {
    const signer = openSigner(folder);
    const head = (await store.read((tx) => tx.ledger.head('plum')))?.hash ?? '';
    addCheckpoint(
      folder,
      signCheckpoint(signer, { estateId: 'pear', seq: 2, head, root: null }, NOW),
    );
    assert.deepEqual((await verdicts()).chains[0], ['pear', 0, 'rewritten']);
  });

  it('show an estate whose chain is gone as a whole', async () => {
    const signer = openSigner(folder);
    const end = { estateId: 'quince', seq: 4, head: 'a'.repeat(64), root: null };
    addCheckpoint(folder, signCheckpoint(signer, end, NOW));
    assert.deepEqual((await verdicts()).chains.at(-1), ['quince', 0, 'truncated']);
  });

  it('are all named as soon as the key beside them is another: nothing is taken for sealed', async () => {
    renameSync(join(folder, KEY_FILE), join(folder, 'old-key.pem'));
    openSigner(folder);
    assert.deepEqual(await verdicts(), {
      spoiled: ['foreign', 'foreign'],
      chains: [
        ['pear', 0, undefined],
        ['plum', 0, undefined],
      ],
    });
  });
});
