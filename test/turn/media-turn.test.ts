import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DAY_MS, HOUR_MS, MINUTE_MS, instant, later } from '#domain/time.ts';
import type { MediaFolder, MediaRead } from '#ports/media.ts';
import type { Store } from '#ports/store/store.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { MEDIA_CAPS } from '#turn/media-turn.ts';
import { mediaType } from '#turn/media-type.ts';
import { MEDIA_QUEUE } from '#turn/queue.ts';
import { openHostile } from './hostile-stage.ts';

const PNG = Buffer.from('\u0089PNG\r\n\u001A\n a leak', 'latin1');
const MORNING = instant(Date.parse('2026-03-03T10:00:00+08:00'));
const REF = { ref: 'r1', name: '漏水.png', mimeType: null, size: null };

describe('what came with a message', () => {
  let store: Store;
  let media: MediaFolder;
  /** What the channel answers, in order; the last answer stays. */
  let answers: (MediaRead | Error | (() => Promise<MediaRead>))[];
  let asked: number[];
  beforeEach(async () => {
    store = await openSqlite({ file: ':memory:' });
    media = openMemoryMedia();
    answers = [{ outcome: 'fetched', bytes: PNG, name: '漏水.png' }];
    asked = [];
  });
  afterEach(async () => store.close());

  async function fetchMedia(_ref: string, cap: number): Promise<MediaRead> {
    asked.push(cap);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    if (typeof answer === 'function') return answer();
    assert.ok(answer);
    return answer;
  }

  async function open() {
    const stage = await openHostile(store, { media, fetchMedia });
    const owner = await stage.owner();
    const items = async () => {
      const { conversation } = await owner.kept();
      return store.read((tx) => tx.media.of(conversation?.id ?? ''));
    };
    const item = async () => (await items())[0];
    return { stage, owner, items, item, send: async () => owner.says('', picture()) };
  }
  const picture = () => ({ kind: 'image', media: REF }) as const;

  it('is fetched, named by its bytes, and typed by them', async () => {
    const { send, item } = await open();
    assert.notEqual(await send(), '');
    const kept = await item();
    assert.deepEqual([kept?.state, kept?.mime, kept?.name], ['fetched', 'image/png', '漏水.png']);
    assert.deepEqual(await media.list(), [kept?.sha256]);
  });

  it('is tried five times over hours, and answered at once all the same', async () => {
    answers = [new Error('connection reset')];
    const { stage, send, item } = await open();
    assert.notEqual(await send(), '', 'the answer does not wait for the picture');
    for (const minutes of [1, 4, 16, 64]) {
      assert.equal((await item())?.state, 'waiting');
      await stage.pass(minutes * MINUTE_MS - 1);
      const before = asked.length;
      await stage.pass(1);
      assert.equal(asked.length, before + 1, `after ${minutes} minutes`);
    }
    assert.equal((await item())?.state, 'failed');
    await stage.pass(DAY_MS);
    assert.equal(asked.length, 5);
  });

  it('is had by the third try', async () => {
    const late = new Error('busy');
    answers = [late, late, { outcome: 'fetched', bytes: PNG, name: null }];
    const { stage, send, item } = await open();
    await send();
    await stage.pass(HOUR_MS);
    await stage.pass(HOUR_MS);
    assert.equal((await item())?.state, 'fetched');
  });

  it('is put on record as what it is when there is no file to keep', async () => {
    const told: [MediaRead, string][] = [
      [{ outcome: 'gone' }, 'failed'],
      [{ outcome: 'too-large' }, 'too-large'],
      [{ outcome: 'described', text: '翠湖花园 3 号楼' }, 'described'],
      [{ outcome: 'fetched', bytes: Buffer.from('MZ a program'), name: '发票.pdf' }, 'refused'],
      [{ outcome: 'fetched', bytes: Buffer.from('<html>'), name: '照片.png' }, 'refused'],
    ];
    const { owner, items } = await open();
    for (const [n, [answer, state]] of told.entries()) {
      answers = [answer];
      await owner.says('', picture());
      assert.equal((await items())[n]?.state, state);
    }
    assert.equal((await items())[2]?.text, '翠湖花园 3 号楼');
    assert.deepEqual(await media.list(), []);
  });

  it('is fetched up to what a contact has left of the day, and no further', async () => {
    const { stage, owner, items } = await open();
    answers = [async () => ({ outcome: 'fetched', bytes: PNG, name: null })];
    await owner.says('', picture());
    const [first] = await items();
    assert.ok(first);
    const size = MEDIA_CAPS.contactDay - PNG.length - 7;
    await store.write((tx) => tx.media.put({ ...first, id: 'large', messageSeq: 0, size }));
    await owner.says('', picture());
    assert.deepEqual(asked, [MEDIA_CAPS.item, 7]);
    answers = [{ outcome: 'too-large' }];
    await owner.says('', picture());
    assert.deepEqual((await items()).at(-1)?.state, 'over-quota');
    await stage.pass(DAY_MS + 1);
    answers = [{ outcome: 'fetched', bytes: PNG, name: null }];
    await owner.says('', picture());
    assert.equal((await items()).at(-1)?.state, 'fetched');
  });

  it('is fetched again by the next process when one died between the file and its record', async () => {
    const { send, item } = await open();
    answers = [new Error('busy'), { outcome: 'fetched', bytes: PNG, name: null }];
    await send();
    const due = later((await item())?.createdAt ?? MORNING, MINUTE_MS);
    const claimed = await store.write((tx) => tx.jobs.claim(due, HOUR_MS, 10));
    assert.ok(claimed.some(({ queue }) => queue === MEDIA_QUEUE));
    await media.keep(PNG);
    const next = await openHostile(store, { media, fetchMedia });
    assert.deepEqual(await media.list(), [], 'the next start sweeps it away');
    await next.pass(HOUR_MS);
    const kept = await item();
    assert.equal(kept?.state, 'fetched');
    assert.deepEqual(await media.list(), [kept.sha256]);
  });

  it('leaves no file behind when it is erased while it is being fetched', async () => {
    const { owner, items } = await open();
    answers = [
      async () => {
        const { conversation } = await owner.kept();
        const contactId = conversation?.contactId ?? '';
        await store.write((tx) => tx.media.erase({ contactId }, MORNING));
        return { outcome: 'fetched', bytes: PNG, name: null };
      },
    ];
    await owner.says('', picture());
    assert.equal((await items())[0]?.state, 'erased');
    assert.deepEqual(await media.list(), []);
  });
});

describe('the type of a file', () => {
  it('is told by how it begins, whatever it is called', () => {
    const begins = (text: string) => mediaType(Buffer.from(text, 'latin1'));
    assert.equal(begins('\u00FF\u00D8\u00FF\u00E0'), 'image/jpeg');
    assert.equal(begins('\u0002#!SILK_V3'), 'audio/silk');
    assert.equal(begins('#!AMR\n'), 'audio/amr');
    assert.equal(begins('\0\0\0\u0020ftypheic'), 'image/heic');
    assert.equal(begins('%PDF-1.7'), 'application/pdf');
    for (const text of ['', '<svg onload=', '#!/bin/sh', 'MZ', '<!doctype html>'])
      assert.equal(begins(text), undefined, text);
  });
});
