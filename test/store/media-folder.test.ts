import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const LEAK = Buffer.from('a picture of a leak');

describe('the media folder', () => {
  let root = '';
  let folder = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nuancui-media-'));
    folder = join(root, 'media');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  it('gives back any bytes as they were, by what is in them, as the memory beside it does', async () => {
    const both = [openMediaFolder(folder), openMemoryMedia()];
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        for (const media of both) {
          const sha256 = await media.keep(bytes);
          assert.equal(sha256, digestOf(bytes));
          assert.deepEqual(Buffer.from((await media.read(sha256)) ?? []), Buffer.from(bytes));
        }
      }),
      { numRuns: 40 },
    );
    assert.deepEqual((await both[0]?.list())?.toSorted(), (await both[1]?.list())?.toSorted());
  });

  it('lays the same picture down once, readable by nobody else on the machine', async () => {
    const media = openMediaFolder(folder);
    const sha256 = await media.keep(LEAK);
    await media.keep(LEAK);
    assert.deepEqual(await media.list(), [sha256]);
    assert.equal(statSync(placeOf(sha256)).mode & 0o077, 0);
    assert.equal(statSync(join(folder, sha256.slice(0, 2))).mode & 0o077, 0);
  });

  it('writes a file anew that a power cut left short', async () => {
    const media = openMediaFolder(folder);
    const sha256 = digestOf(LEAK);
    mkdirSync(join(folder, sha256.slice(0, 2)), { recursive: true });
    writeFileSync(placeOf(sha256), LEAK.subarray(0, 5));
    await media.keep(LEAK);
    assert.ok(LEAK.equals((await media.read(sha256)) ?? Buffer.alloc(0)));
  });

  it('takes a draft that a killed process left for no file', async () => {
    const media = openMediaFolder(folder);
    const sha256 = await media.keep(LEAK);
    writeFileSync(join(folder, sha256.slice(0, 2), '.half'), 'half');
    assert.deepEqual(await media.list(), [sha256]);
  });

  it('takes a file away, twice too, and knows what is not there', async () => {
    const media = openMediaFolder(folder);
    const sha256 = await media.keep(LEAK);
    await media.remove(sha256);
    await media.remove(sha256);
    assert.equal(await media.read(sha256), undefined);
    assert.deepEqual(await media.list(), []);
  });

  it('reads and removes nothing outside itself, whatever it is asked for', async () => {
    const media = openMediaFolder(folder);
    await media.keep(LEAK);
    writeFileSync(join(root, 'secret'), 'secret');
    for (const name of ['../secret', '..', '', '../../etc/passwd', `${'a'.repeat(63)}/`]) {
      assert.equal(await media.read(name), undefined, name);
      await media.remove(name);
    }
    assert.ok(readdirSync(root).includes('secret'));
  });

  it('is empty before the first file, without being made', async () => {
    assert.deepEqual(await openMediaFolder(folder).list(), []);
    assert.deepEqual(readdirSync(root), []);
  });
});
