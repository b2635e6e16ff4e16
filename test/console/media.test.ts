import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { conversationView } from '#console/api.ts';
import { rangeOf } from '#console/server/byte-range.ts';
import { hintKey, noteKey, sizeText } from '#console/web/conversation/media-text.ts';
import { readPageTexts } from '#console/web/page-texts.ts';
import type { MediaView } from '#console/media-api.ts';
import type { MediaKind } from '#domain/message-kind.ts';
import { MEDIA_STATES, type MediaItem } from '#ports/store/media.ts';
import { holdThings, pictureOf } from './held-things.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

const BYTES = Buffer.from('0123456789');

describe('what a resident sent', () => {
  let desk: Console;
  let chen: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    await heard('image');
    await holdThings(desk, desk.peach);
    chen = await desk.signIn('chen');
  });
  afterEach(async () => desk.close());

  let count = 0;
  /** A message of the peach garden's resident. @returns its sequence. */
  async function heard(kind: MediaKind): Promise<number> {
    count += 1;
    const message = { kind, origin: 'resident', text: '', sentAt: MORNING } as const;
    const { id: conversationId } = desk.peach.conversation;
    const received = { conversationId, channelMessageId: `m-${count}`, receivedAt: MORNING };
    const seq = await desk.store.write((tx) =>
      tx.inbox.store('wechat', { ...message, ...received }),
    );
    assert.ok(seq !== undefined);
    return seq;
  }

  /** One more item of theirs, with its message. */
  async function sent(change: Partial<MediaItem>): Promise<string> {
    const messageSeq = await heard(change.kind ?? 'image');
    const id = randomUUID();
    const sha256 = await desk.media.keep(BYTES);
    await desk.store.write(async (tx) => {
      const held = await tx.media.byId(pictureOf(desk.peach));
      assert.ok(held);
      await tx.media.put({ ...held, id, messageSeq, sha256, size: BYTES.length, ...change });
    });
    return id;
  }

  async function get(id: string, headers: Record<string, string> = {}, who = chen) {
    const { cookie } = who;
    return desk.server.inject({ url: `/api/media/${id}`, headers: { cookie, ...headers } });
  }

  it('is shown as what its bytes are, and cannot become anything else', async () => {
    for (const [mime, inline] of [
      ['image/jpeg', true],
      ['image/png', true],
      ['audio/mpeg', true],
      ['audio/mp4', true],
      ['audio/silk', false],
      ['audio/amr', false],
      ['image/heic', false],
      ['video/mp4', false],
      ['application/pdf', false],
      ['application/zip', false],
    ] as const) {
      const answer = await get(await sent({ mime }));
      assert.equal(answer.statusCode, 200, mime);
      const type = inline ? mime : 'application/octet-stream';
      assert.equal(answer.headers['content-type'], type);
      const disposition = String(answer.headers['content-disposition']);
      assert.ok(disposition.startsWith(inline ? 'inline' : 'attachment'), disposition);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.match(
        String(answer.headers['content-security-policy']),
        /default-src 'none'.*sandbox/u,
      );
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.ok(BYTES.equals(answer.rawPayload));
    }
  });

  it('keeps a hostile name out of every header but its own place, and whole there', async () => {
    for (const name of [
      '发票 "2026".pdf',
      "a';filename=b.html",
      '../../etc/passwd',
      'a\r\nset-cookie: x=1',
      '100%.pdf',
      '😀.pdf',
    ]) {
      const answer = await get(await sent({ mime: 'application/pdf', kind: 'file', name }));
      assert.equal(answer.statusCode, 200, name);
      assert.equal(answer.headers['set-cookie'], undefined);
      const disposition = String(answer.headers['content-disposition']);
      const [, written = ''] =
        /^attachment; filename\*=UTF-8''([\w!~*().%-]+)$/u.exec(disposition) ?? [];
      assert.equal(decodeURIComponent(written), name);
    }
  });

  it('is there for who works for the estate, and for others does not exist', async () => {
    const plumClerk = await desk.signIn('clerk-of-plum');
    const admin = await desk.signIn('admin');
    const id = pictureOf(desk.peach);
    assert.equal((await get(id)).statusCode, 200);
    assert.equal((await get(id, {}, plumClerk)).statusCode, 404);
    assert.equal((await get(id, {}, admin)).statusCode, 403, 'whose role reads no chats');
    assert.equal((await desk.server.inject({ url: `/api/media/${id}` })).statusCode, 401);
    assert.equal((await get('00000000-0000-4000-8000-999999999999')).statusCode, 404);
    assert.equal((await get('..%2f..%2fnuancui.db')).statusCode, 400);
  });

  it('is not there once it was erased, or while it is not had', async () => {
    for (const state of MEDIA_STATES) {
      const answer = await get(await sent({ state, mime: 'image/png' }));
      assert.equal(answer.statusCode, state === 'fetched' ? 200 : 404, state);
    }
    const lost = await sent({ mime: 'image/png', sha256: 'f'.repeat(64) });
    assert.equal((await get(lost)).statusCode, 404);
  });

  it('is played from any place: a part that is asked for comes alone', async () => {
    const id = await sent({ mime: 'audio/mpeg', kind: 'voice' });
    const part = await get(id, { range: 'bytes=2-4' });
    assert.deepEqual([part.statusCode, part.payload], [206, '234']);
    assert.equal(part.headers['content-range'], 'bytes 2-4/10');
    assert.equal((await get(id, { range: 'bytes=-3' })).payload, '789');
    assert.equal((await get(id, { range: 'bytes=8-' })).payload, '89');
    const beyond = await get(id, { range: 'bytes=10-' });
    assert.deepEqual([beyond.statusCode, beyond.headers['content-range']], [416, 'bytes */10']);
    assert.equal((await get(id, { range: 'bytes=0-1,4-5' })).payload, '0123456789');
  });

  it('stands in the transcript at its message, with what a page may do with it', async () => {
    await sent({ mime: 'audio/silk', kind: 'voice', name: null });
    const path = `/api/conversations/${desk.peach.conversation.id}`;
    const view = conversationView.parse((await chen.get(path)).json);
    const entry = view.entries.findLast((one) => one.kind === 'in' && one.media === 'voice');
    assert.ok(entry?.kind === 'in' && entry.file);
    assert.deepEqual(
      [entry.media, entry.file.show, entry.file.mime, entry.file.size],
      ['voice', 'download', 'audio/silk', 10],
    );
  });
});

describe('a part of a file', () => {
  it('lies within the file whatever is asked for', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => `bytes=${a}-${b}`),
      fc.nat(300).map((n) => `bytes=-${n}`),
      fc.nat(300).map((n) => `bytes=${n}-`),
    );
    fc.assert(
      fc.property(header, fc.nat(200), (asked, size) => {
        const range = rangeOf(asked, size);
        if (range === undefined || range === 'beyond') return;
        assert.ok(range.from >= 0 && range.from <= range.to && range.to < size);
      }),
    );
  });
});

describe('what a page says of it', () => {
  const file: MediaView = {
    id: 'm',
    state: 'fetched',
    show: 'download',
    name: 'a',
    mime: 'audio/silk',
    text: null,
    size: 1,
  };

  const texts = readPageTexts(join(import.meta.dirname, '..', '..', 'locales'));
  const said = (tag: string, key: string | null) => texts[tag]?.[key ?? ''] ?? '';

  it('is never that money was taken', () => {
    for (const kind of ['transfer', 'red-packet']) {
      const key = noteKey(kind, null);
      assert.match(said('zh-CN', key), /^没有点/u);
      assert.doesNotMatch(said('zh-CN', key), /收到|已收/u);
      assert.match(said('en', key), /^Not (?:accepted|opened)/u);
    }
    assert.equal(noteKey('sticker', null), null);
  });

  it('names what became of a file that is not here, and why one can only be saved', () => {
    const silent = ['fetched', 'described'];
    for (const state of MEDIA_STATES) {
      const key = noteKey('file', { ...file, state });
      if (silent.includes(state)) assert.equal(key, null);
      else for (const tag of ['zh-CN', 'en']) assert.notEqual(said(tag, key), '', state);
    }
    assert.match(said('zh-CN', hintKey(file)), /SILK/u);
    assert.equal(hintKey({ ...file, mime: 'application/pdf' }), null);
  });

  it('writes sizes as people read them', () => {
    assert.deepEqual([10, 2048, 3_565_158].map(sizeText), ['10 B', '2 KB', '3.4 MB']);
  });
});
