import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Fault } from '#errors';
import { newEstate } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

/** Thrown by a test inside a unit of work. */
class Refusal extends Error {}

/** Lets everybody else have so many turns of the event loop. */
async function rounds(count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

export function transactionRules(open: OpenStore): void {
  describe('a unit of work', () => {
    const store = oneStore(open);

    it('is kept whole when it ends well', async () => {
      const [a, b] = [newEstate(), newEstate()];
      await store().write(async (tx) => {
        await tx.estates.put(a);
        await tx.estates.put(b);
      });
      assert.deepEqual(await store().read((tx) => tx.estates.byId(a.id)), a);
      assert.deepEqual(await store().read((tx) => tx.estates.byId(b.id)), b);
    });

    it('leaves nothing when it fails, and tells its own error', async () => {
      const estate = newEstate();
      const failing = store().write(async (tx) => {
        await tx.estates.put(estate);
        throw new Refusal();
      });
      await assert.rejects(failing, Refusal);
      assert.equal(await store().read((tx) => tx.estates.byId(estate.id)), undefined);
    });

    it('fails alone among those that share its commit', async () => {
      const estates = Array.from({ length: 9 }, newEstate);
      const outcomes = await Promise.allSettled(
        estates.map((estate, index) =>
          store().write(async (tx) => {
            await tx.estates.put(estate);
            if (index % 3 === 1) throw new Refusal();
            return index;
          }),
        ),
      );
      const kept = await store().read(async (tx) => {
        const found: boolean[] = [];
        for (const { id } of estates) found.push((await tx.estates.byId(id)) !== undefined);
        return found;
      });
      assert.deepEqual(
        outcomes.map(({ status }) => status === 'fulfilled'),
        estates.map((_, index) => index % 3 !== 1),
      );
      assert.deepEqual(
        kept,
        outcomes.map(({ status }) => status === 'fulfilled'),
      );
    });

    it('is undone where the database itself refuses, and others are not', async () => {
      const estate = newEstate();
      await store().write((tx) => tx.estates.put(estate));
      const twice = { ...newEstate(), name: estate.name };
      const bystander = newEstate();
      const [refused, kept] = await Promise.allSettled([
        store().write((tx) => tx.estates.put(twice)),
        store().write((tx) => tx.estates.put(bystander)),
      ]);
      assert.ok(refused.status === 'rejected' && refused.reason instanceof Fault);
      assert.equal(refused.reason.code, 'STORE_FAILED');
      assert.equal(kept.status, 'fulfilled');
      assert.deepEqual(await store().read((tx) => tx.estates.byId(bystander.id)), bystander);
    });

    it('sees what those before it did, so that no update is lost', async () => {
      const key = 'counter';
      await store().write((tx) => tx.documents.compareAndSet(key, '0', null));
      const counted = await Promise.all(
        Array.from({ length: 40 }, async () =>
          store().write(async (tx) => {
            const document = await tx.documents.get(key);
            assert.ok(document);
            const next = String(Number(document.value) + 1);
            return tx.documents.compareAndSet(key, next, document.etag);
          }),
        ),
      );
      assert.ok(counted.every(Boolean));
      assert.equal((await store().read((tx) => tx.documents.get(key)))?.value, '40');
    });

    it('keeps its work to itself until it is committed', async () => {
      const estate = newEstate();
      const writing = store().write(async (tx) => {
        await tx.estates.put(estate);
        await rounds(20);
        throw new Refusal();
      });
      const seen = await store().read((tx) => tx.estates.byId(estate.id));
      await assert.rejects(writing, Refusal);
      assert.equal(seen, undefined);
    });

    it('that only reads sees one moment, whatever is written meanwhile', async () => {
      const estate = newEstate();
      await store().write((tx) => tx.estates.put(estate));
      const begun = Promise.withResolvers<undefined>();
      const reading = store().read(async (tx) => {
        const first = await tx.estates.byId(estate.id);
        begun.resolve(undefined);
        await rounds(200);
        const second = await tx.estates.byId(estate.id);
        return [first?.company, second?.company];
      });
      await begun.promise;
      await store().write((tx) => tx.estates.put({ ...estate, company: '和安物业' }));
      assert.deepEqual(await reading, [estate.company, estate.company]);
      const after = await store().read((tx) => tx.estates.byId(estate.id));
      assert.equal(after?.company, '和安物业');
    });

    it('that only reads cannot write', async () => {
      const estate = newEstate();
      await assert.rejects(
        store().read((tx) => tx.estates.put(estate)),
        (error) => error instanceof Fault && error.code === 'STORE_FAILED',
      );
      await store().write((tx) => tx.estates.put(estate));
      assert.deepEqual(await store().read((tx) => tx.estates.byId(estate.id)), estate);
    });

    it('that asks for another one is refused instead of waiting for itself', async () => {
      const nested = store().write(async () => store().write((tx) => tx.estates.list()));
      await assert.rejects(nested, (error) => error instanceof Fault);
      const mixed = store().read(async () => store().read((tx) => tx.estates.list()));
      await assert.rejects(mixed, (error) => error instanceof Fault);
    });
  });

  describe('closing', () => {
    it('finishes what was asked for and takes nothing more', async () => {
      const { store, dispose } = await open();
      const estate = newEstate();
      const writing = store.write((tx) => tx.estates.put(estate));
      const reading = store.read((tx) => tx.estates.list());
      await store.close();
      await Promise.all([writing, reading]);
      await assert.rejects(
        store.write((tx) => tx.estates.put(estate)),
        (error) => error instanceof Fault,
      );
      await assert.rejects(
        store.read((tx) => tx.estates.list()),
        (error) => error instanceof Fault,
      );
      await store.close();
      await dispose();
    });
  });
}
