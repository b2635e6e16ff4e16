import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import type { ApprovedLetter, LetterDelivery } from '#ports/store/letters.ts';
import { type Home, NOON, afterNoon, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

const SIGNED: LetterDelivery = {
  how: 'ems',
  reference: 'EA123456789CN',
  outcome: 'signed',
  receivedBy: 'owner',
  on: localDate('2026-11-25'),
  recordedAt: afterNoon(9),
  recordedBy: 'chen',
};

export function letterRules(open: OpenStore): void {
  describe('formal letters', () => {
    const store = oneStore(open);

    async function approved(home: Home, change: Partial<ApprovedLetter> = {}) {
      const letter: ApprovedLetter = {
        number: randomUUID(),
        estateId: home.estate.id,
        householdId: home.household.id,
        approvedAt: NOON,
        approvedBy: 'chen',
        sha256: randomUUID().replaceAll('-', '').repeat(2),
        total: fen(120_000),
        replyBy: localDate('2026-12-08'),
        periods: ['2026-01/2026-12'],
        delivery: null,
        ...change,
      };
      await store().write((tx) => tx.letters.put(letter));
      return letter;
    }

    it('are kept as they were approved, newest first, apart from those of other homes', async () => {
      const [home, next] = [await newHome(store()), await newHome(store())];
      const first = await approved(home);
      const second = await approved(home, { approvedAt: afterNoon(1), delivery: SIGNED });
      const other = await approved(next);
      await store().read(async ({ letters }) => {
        assert.deepEqual(await letters.of(home.household.id), [second, first]);
        assert.deepEqual(await letters.byNumber(other.number), other);
        assert.equal(await letters.byNumber('none'), undefined);
      });
    });

    it('have one delivery: who records a second is told so and changes nothing', async () => {
      const { number } = await approved(await newHome(store()));
      const returned: LetterDelivery = { ...SIGNED, outcome: 'returned', receivedBy: null };
      await store().write(async ({ letters }) => {
        assert.equal(await letters.deliver(number, SIGNED), true);
        assert.equal(await letters.deliver(number, returned), false);
        assert.equal(await letters.deliver('none', returned), false);
      });
      const kept = await store().read((tx) => tx.letters.byNumber(number));
      assert.deepEqual(kept?.delivery, SIGNED);
    });

    it('keep their files from being swept away, until those of the home are erased', async () => {
      const home = await newHome(store());
      const { number, sha256 } = await approved(home);
      const digest = sha256 ?? '';
      const needed = async () => store().read((tx) => tx.media.needs(digest));
      assert.equal(await needed(), true);
      assert.deepEqual(await store().write((tx) => tx.letters.erase(home.household.id)), [digest]);
      assert.equal(await needed(), false);
      assert.equal((await store().read((tx) => tx.letters.byNumber(number)))?.sha256, null);
    });
  });
}
