import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MESSAGE_KINDS, isMedia, type MediaKind } from '#domain/message-kind.ts';
import type { MediaRead } from '#ports/media.ts';
import { cannot } from './cannot.ts';
import type { Session } from './session.ts';

const MEGABYTE = 1024 ** 2;

/** A picture as far as anybody looks, with bytes of every value. */
const PICTURE = {
  name: 'receipt.png',
  bytes: Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1'),
    Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256)),
  ]),
};

const KINDS = MESSAGE_KINDS.filter(isMedia);

export function mediaKinds(session: Session): void {
  describe('what is not words', () => {
    const send = async (kind: MediaKind, file?: typeof PICTURE) => {
      const contact = await session.under.newContact('李芳');
      await session.under.sendMedia(contact, kind, file);
      const [message] = await session.heard(contact);
      assert.ok(message);
      return message;
    };

    const fetch = async (
      file: typeof PICTURE,
      kind: MediaKind,
      cap: number,
    ): Promise<MediaRead> => {
      const { media } = await send(kind, file);
      assert.ok(media);
      return session.under.channel.fetchMedia(media.ref, cap);
    };

    for (const kind of KINDS) {
      it(`knows a ${kind} from words, and says nothing of its own about it`, async function () {
        if (!session.under.kinds.includes(kind)) return cannot(this, `send a ${kind}`);
        const message = await send(kind);
        assert.deepEqual([message.kind, message.origin], [kind, 'resident']);
        assert.doesNotMatch(message.text, /[<>]/u);
      });
    }

    it('offers neither money nor forwarded chats to be opened', async () => {
      for (const kind of ['transfer', 'red-packet', 'forwarded'] as const) {
        if (session.under.kinds.includes(kind)) assert.equal((await send(kind)).media, null);
      }
    });

    it('keeps words and pictures of one burst in order', async () => {
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, '你看');
      await session.under.sendMedia(contact, 'image', PICTURE);
      await session.under.say(contact, '漏水了');
      assert.deepEqual(
        (await session.heard(contact, 3)).map(({ kind }) => kind),
        ['text', 'image', 'text'],
      );
    });

    it('fetches a picture whole, byte for byte', async function () {
      if (!session.under.channel.capabilities.media) return cannot(this, 'fetch pictures');
      const read = await fetch(PICTURE, 'image', MEGABYTE);
      assert.ok(read.outcome === 'fetched');
      assert.ok(PICTURE.bytes.equals(read.bytes), `${read.bytes.length} other bytes`);
    });

    it('fetches it as often as it is asked', async function () {
      if (!session.under.channel.capabilities.media) return cannot(this, 'fetch pictures');
      const { media } = await send('image', PICTURE);
      for (const _time of [1, 2]) {
        const read = await session.under.channel.fetchMedia(media?.ref ?? '', MEGABYTE);
        assert.equal(read.outcome, 'fetched');
      }
    });

    it('fetches a file under the name it was sent with', async function () {
      if (!session.under.channel.capabilities.media) return cannot(this, 'fetch files');
      if (!session.under.kinds.includes('file')) return cannot(this, 'send a file');
      const read = await fetch({ ...PICTURE, name: '缴费凭证 3月.pdf' }, 'file', MEGABYTE);
      assert.ok(read.outcome === 'fetched');
      assert.equal(read.name, '缴费凭证 3月.pdf');
    });

    it('leaves what is larger than it may fetch', async function () {
      if (!session.under.channel.capabilities.media) return cannot(this, 'fetch pictures');
      const { length } = PICTURE.bytes;
      assert.equal((await fetch(PICTURE, 'image', length - 1)).outcome, 'too-large');
      assert.equal((await fetch(PICTURE, 'image', length)).outcome, 'fetched');
    });

    it('does not make up a file that nobody sent', async () => {
      const read = await session.under.channel
        .fetchMedia('no-such-message', MEGABYTE)
        .catch(() => 'failed');
      assert.ok(read === 'failed' || (typeof read === 'object' && read.outcome === 'gone'));
    });
  });
}
