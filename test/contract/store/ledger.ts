import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import { afterNoon } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

const FIRST = '0'.repeat(64);

export function ledgerRules(open: OpenStore): void {
  describe('the rows of the ledger', () => {
    const store = oneStore(open);

    function entry(estateId: string, seq: number, prev: string, householdId = 'h'): LedgerEntry {
      const hash = createHash('sha256').update(`${estateId}${seq}${prev}`).digest('hex');
      const body = JSON.stringify({ n: seq, text: '已送达' });
      const head = { estateId, seq, prev, hash, at: afterNoon(seq), type: 'demand' } as const;
      return { ...head, householdId, conversationId: null, body };
    }

    /** Appends as the ledger does: after the head as it is read. */
    async function append(tx: Tx, estateId: string): Promise<LedgerEntry> {
      const head = await tx.ledger.head(estateId);
      const next = entry(estateId, (head?.seq ?? 0) + 1, head?.hash ?? FIRST);
      await tx.ledger.insert(next);
      return next;
    }

    it('are read in order, in pages and by household', async () => {
      const estate = randomUUID();
      const home = randomUUID();
      const rows = await store().write(async (tx) => {
        const made = [await append(tx, estate), await append(tx, estate)];
        const own = entry(estate, 3, made[1]?.hash ?? '', home);
        await tx.ledger.insert(own);
        return [...made, own];
      });
      const [all, page, own, head, chains] = await store().read(async ({ ledger }) => [
        await ledger.after(estate, 0, 10),
        await ledger.after(estate, 1, 1),
        await ledger.ofHousehold(home),
        await ledger.head(estate),
        await ledger.chains(),
      ]);
      assert.deepEqual(all, rows);
      assert.deepEqual(page, [rows[1]]);
      assert.deepEqual(own, [rows[2]]);
      assert.deepEqual(head, { seq: 3, hash: rows[2]?.hash });
      assert.ok(Array.isArray(chains) && chains.some((id) => id === estate));
      const other = await store().read((tx) => tx.ledger.head(randomUUID()));
      assert.equal(other, undefined);
    });

    it('are found by household and type', async () => {
      const estate = randomUUID();
      const home = randomUUID();
      const [demand, payment] = await store().write(async ({ ledger }) => {
        const first = entry(estate, 1, FIRST, home);
        const second = { ...entry(estate, 2, first.hash, home), type: 'payment' } as const;
        const third = { ...entry(estate, 3, second.hash, home), type: 'reply' } as const;
        for (const one of [first, second, third]) await ledger.insert(one);
        return [first, second];
      });
      const [both, one, none] = await store().read(async ({ ledger }) => [
        await ledger.ofTypes(home, ['demand', 'payment']),
        await ledger.ofTypes(home, ['payment']),
        await ledger.ofTypes(randomUUID(), ['demand', 'payment']),
      ]);
      assert.deepEqual([both, one, none], [[demand, payment], [payment], []]);
    });

    it('form one chain, however many append at once', async () => {
      const estate = randomUUID();
      await Promise.all(
        Array.from({ length: 30 }, async () => store().write((tx) => append(tx, estate))),
      );
      const rows = await store().read((tx) => tx.ledger.after(estate, 0, 100));
      assert.deepEqual(
        rows.map(({ seq }) => seq),
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
      for (const [index, row] of rows.entries()) {
        assert.equal(row.prev, index === 0 ? FIRST : rows[index - 1]?.hash);
      }
    });

    it('cannot fork: nothing follows an entry twice, nor takes a number twice', async () => {
      const estate = randomUUID();
      const first = await store().write((tx) => append(tx, estate));
      const second = await store().write((tx) => append(tx, estate));
      const insert = async (row: LedgerEntry) => store().write((tx) => tx.ledger.insert(row));
      await assert.rejects(insert(entry(estate, 3, first.hash)));
      await assert.rejects(insert(entry(estate, 2, second.hash)));
      await insert(entry(estate, 3, second.hash));
    });
  });
}
