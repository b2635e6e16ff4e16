import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { scriptId } from '#domain/category.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import type { Store } from '#ports/store/store.ts';
import type { WordingStepName, WordingVersion } from '#ports/store/wordings.ts';
import { NOON, afterNoon } from './home.ts';
import { type OpenStore, freshStore } from './opened.ts';

const version = (number: number, more: Partial<WordingVersion> = {}): WordingVersion => ({
  id: randomUUID(),
  script: scriptId('unknown/greeting'),
  locale: SOURCE_LOCALE,
  variant: 0,
  number,
  text: `您好，第${number}版`,
  base: '您好',
  print: 'abc',
  authorId: 'li',
  why: '更像当面说话',
  at: afterNoon(number),
  ...more,
});

async function happens(
  store: Store,
  { id }: WordingVersion,
  ...steps: WordingStepName[]
): Promise<void> {
  for (const step of steps) {
    await store.write((tx) =>
      tx.wordings.step({ versionId: id, step, by: 'li', at: NOON, reason: null }),
    );
  }
}

export function wordingRules(open: OpenStore): void {
  describe('wordings of an office', () => {
    const store = freshStore(open);

    it('are kept version by version, with everything that happened to each', async () => {
      const [first, second] = [version(1), version(2)];
      const elsewhere = version(1, { variant: 1 });
      for (const one of [first, second, elsewhere]) {
        await store().write((tx) => tx.wordings.add(one));
      }
      await happens(store(), first, 'drafted', 'proposed', 'refused');
      const [kept, steps, byId] = await store().read(async ({ wordings }) => [
        await wordings.at(first),
        await wordings.steps([first.id, second.id]),
        await wordings.byId(elsewhere.id),
      ]);
      assert.deepEqual(kept, [second, first]);
      assert.deepEqual(
        steps.map(({ step, versionId }) => [step, versionId]),
        [
          ['drafted', first.id],
          ['proposed', first.id],
          ['refused', first.id],
        ],
      );
      assert.deepEqual(byId, elsewhere);
    });

    it('are said while approving was the last that happened', async () => {
      const [old, present, ended] = [version(1), version(2), version(1, { variant: 1 })];
      for (const one of [old, present, ended]) {
        await store().write((tx) => tx.wordings.add(one));
        await happens(store(), one, 'drafted', 'proposed', 'approved');
      }
      await happens(store(), old, 'replaced');
      await happens(store(), ended, 'ended');
      const said = await store().read((tx) => tx.wordings.standing(['approved']));
      assert.deepEqual(said, [present]);
    });

    it('have one version of a number: who writes second is told', async () => {
      await store().write((tx) => tx.wordings.add(version(1)));
      await assert.rejects(store().write((tx) => tx.wordings.add(version(1))));
    });

    it('tell by one number whether anything happened', async () => {
      const one = version(1);
      const before = await store().read((tx) => tx.wordings.revision());
      await store().write((tx) => tx.wordings.add(one));
      await happens(store(), one, 'drafted');
      const after = await store().read((tx) => tx.wordings.revision());
      assert.ok(after > before);
      assert.equal(await store().read((tx) => tx.wordings.revision()), after);
    });
  });
}
