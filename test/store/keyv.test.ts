import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Store } from '#ports/store/store.ts';
import { documentKeyv } from '#store/keyv/document-keyv.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

describe('Keyv over the store', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqlite({ file: ':memory:' });
  });
  afterEach(async () => store.close());

  it('keeps, replaces and deletes values', async () => {
    const keyv = documentKeyv<{ n: number }>(store, 'dialog');
    assert.equal(await keyv.get('a'), undefined);
    await keyv.set('a', { n: 1 });
    await keyv.set('a', { n: 2 });
    assert.deepEqual(await keyv.get('a'), { n: 2 });
    assert.deepEqual([await keyv.has('a'), await keyv.has('b')], [true, false]);
    assert.deepEqual([await keyv.delete('a'), await keyv.delete('a')], [true, false]);
    assert.equal(await keyv.get('a'), undefined);
  });

  it('keeps namespaces apart, and empties one of them alone', async () => {
    const [dialog, other] = ['dialog', 'other'].map((name) => documentKeyv<string>(store, name));
    assert.ok(dialog && other);
    await dialog.set('a', 'dialog');
    await other.set('a', 'other');
    assert.deepEqual([await dialog.get('a'), await other.get('a')], ['dialog', 'other']);
    await dialog.clear();
    assert.deepEqual([await dialog.get('a'), await other.get('a')], [undefined, 'other']);
  });

  it('lets values lapse', async () => {
    const keyv = documentKeyv<string>(store, 'dialog');
    await keyv.set('a', 'x', 60_000);
    assert.equal(await keyv.get('a'), 'x');
    await keyv.set('b', 'x', -1);
    assert.equal(await keyv.get('b'), undefined);
  });

  it('makes every write count against who read before it', async () => {
    const keyv = documentKeyv<string>(store, 'dialog');
    await keyv.set('a', 'old');
    const read = await store.read((tx) => tx.documents.get('dialog:a'));
    await keyv.set('a', 'new');
    const late = await store.write((tx) =>
      tx.documents.compareAndSet('dialog:a', 'late', read?.etag ?? null),
    );
    assert.equal(late, false);
    assert.equal(await keyv.get('a'), 'new');
  });

  it('tells of a store that cannot write, instead of pretending', async () => {
    const keyv = documentKeyv<string>(store, 'dialog');
    await store.close();
    await assert.rejects(keyv.set('a', 'x'));
    await assert.rejects(keyv.get('a'));
    await assert.rejects(keyv.delete('a'));
  });
});
