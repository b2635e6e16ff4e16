import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Session } from './session.ts';

export function sending(session: Session): void {
  describe('sending', () => {
    const met = async (name = '李芳') => {
      const contact = await session.under.newContact(name);
      await session.under.say(contact, '在吗');
      await session.heard(contact);
      return contact;
    };

    it('shows a text on the phone it is for, and on no other', async () => {
      const [one, other] = [await met(), await met()];
      assert.equal((await session.send(one, '您好')).outcome, 'accepted');
      assert.deepEqual(await session.under.shown(one), ['您好']);
      assert.deepEqual(await session.under.shown(other), []);
    });

    for (const [name, text] of [
      ['faces and rare characters', '好的👌🏽，𠮷先生'],
      ['line breaks', '3-2-1101\n\n合计 640.00 元\n谢谢'],
      ['signs that look like markup', '<b>1 & 2</b> "引"'],
    ] as const) {
      it(`shows ${name} as they were written`, async () => {
        const contact = await met();
        await session.send(contact, text);
        assert.deepEqual(await session.under.shown(contact), [text]);
      });
    }

    it('carries the longest text that it says it can', async () => {
      const contact = await met();
      const text = 'a'.repeat(session.under.channel.capabilities.maxBytes);
      assert.equal((await session.send(contact, text)).outcome, 'accepted');
      assert.deepEqual(await session.under.shown(contact), [text]);
    });

    it('refuses one byte more, and shows nothing of it', async () => {
      const contact = await met();
      const text = 'a'.repeat(session.under.channel.capabilities.maxBytes + 1);
      const sent = await session.send(contact, text);
      assert.deepEqual(sent, { outcome: 'rejected', reason: 'too-long' });
      assert.deepEqual(await session.under.shown(contact), []);
    });

    it('counts bytes: a Chinese character is three', async () => {
      const contact = await met();
      const text = '长'.repeat(Math.floor(session.under.channel.capabilities.maxBytes / 3) + 1);
      assert.equal((await session.send(contact, text)).outcome, 'rejected');
    });

    it('sends once for one key, however often it is asked at once', async () => {
      const contact = await met();
      const message = session.message(contact, '您好');
      const outcomes = await Promise.all(
        [1, 2, 3].map(async () => session.under.channel.send(message)),
      );
      assert.ok(outcomes.every(({ outcome }) => outcome === 'accepted'));
      assert.deepEqual(await session.under.shown(contact), ['您好']);
    });

    it('gives the same answer for the same key later on', async () => {
      const contact = await met();
      const message = session.message(contact, '您好');
      const first = await session.under.channel.send(message);
      assert.deepEqual(await session.under.channel.send(message), first);
      assert.deepEqual(await session.under.shown(contact), ['您好']);
    });

    it('sends the same words twice where they are two messages', async () => {
      const contact = await met();
      await session.send(contact, '您好');
      await session.send(contact, '您好');
      assert.deepEqual(await session.under.shown(contact), ['您好', '您好']);
    });

    it('keeps the order of what is sent one after another', async () => {
      const contact = await met();
      for (const text of ['一', '二', '三']) await session.send(contact, text);
      assert.deepEqual(await session.under.shown(contact), ['一', '二', '三']);
    });

    it('sends to many residents side by side, to each their own', async () => {
      const many: string[] = [];
      for (let index = 0; index < 8; index += 1) many.push(await met());
      const sent = await Promise.all(many.map(async (one) => session.send(one, `给${one}`)));
      assert.ok(sent.every(({ outcome }) => outcome === 'accepted'));
      for (const one of many) assert.deepEqual(await session.under.shown(one), [`给${one}`]);
    });

    it('hears while it sends', async () => {
      const contact = await met();
      const sent = session.send(contact, '您好');
      await session.under.say(contact, '我在');
      await session.heard(contact, 2);
      assert.equal((await sent).outcome, 'accepted');
    });
  });
}
