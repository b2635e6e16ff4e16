import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Session } from './session.ts';

const TEXTS: readonly (readonly [string, string])[] = [
  ['faces and flags', '好的👌🏽👨‍👩‍👧🇨🇳😀'],
  ['rare characters', '𠮷野家的𪚥先生，㐂'],
  ['line breaks, quotation marks and backslashes', '第一行\n第二行 "引号" \\ \'单\''],
  ['signs that look like markup', 'a < b && c > d, 1&2'],
  ['other scripts', 'Ça va? Здравствуйте ありがとう مرحبا'],
  ['figures and addresses of pages', '3-2-1101 欠 1,288.05 元？ https://example.com/?a=1&b=2'],
];

export function hearing(session: Session): void {
  describe('hearing residents', () => {
    it('passes on who wrote what', async () => {
      const contact = await session.under.newContact('李芳');
      const id = await session.under.say(contact, '多少钱');
      const [message] = await session.heard(contact);
      assert.deepEqual(
        [message?.id, message?.text, message?.kind, message?.origin, message?.media],
        [id, '多少钱', 'text', 'resident', null],
      );
    });

    it('passes on the name on their phone', async () => {
      const contact = await session.under.newContact('金鑫🌻');
      await session.under.say(contact, '在吗');
      assert.equal((await session.heard(contact))[0]?.contactName, '金鑫🌻');
    });

    it('passes on when it was written, in whole milliseconds of a time that can be', async () => {
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, '在吗');
      const at = (await session.heard(contact))[0]?.at ?? 0;
      assert.ok(Number.isSafeInteger(at) && at > Date.parse('2020-01-01'));
    });

    it('keeps three quick messages in order', async () => {
      const contact = await session.under.newContact('李芳');
      const texts = ['在吗', '我', '多少钱'];
      for (const text of texts) await session.under.say(contact, text);
      assert.deepEqual(
        (await session.heard(contact, 3)).map(({ text }) => text),
        texts,
      );
    });

    it('keeps the order of two residents who write at the same time', async () => {
      const two = [await session.under.newContact('甲'), await session.under.newContact('乙')];
      const texts = Array.from({ length: 10 }, (_, index) => `第${index}句`);
      for (const text of texts) for (const one of two) await session.under.say(one, text);
      for (const one of two) {
        const heard = await session.heard(one, texts.length);
        assert.deepEqual(
          heard.map(({ text }) => text),
          texts,
        );
      }
    });

    it('gives each message an id of its own, even where the words are the same', async () => {
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, '嗯');
      await session.under.say(contact, '嗯');
      const heard = await session.heard(contact, 2);
      assert.equal(new Set(heard.map(({ id }) => id)).size, 2);
    });

    it('keeps the id of a message that comes again, so that it is known for a repeat', async () => {
      const contact = await session.under.newContact('李芳');
      const id = await session.under.say(contact, '多少钱');
      await session.heard(contact);
      await session.under.say(contact, '多少钱', id);
      await session.afterAll();
      assert.ok(session.of(contact).every((one) => one.id === id));
    });

    it('calls a resident by the same key every time', async () => {
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, '早上');
      await session.heard(contact);
      await session.under.say(contact, '晚上');
      assert.equal((await session.heard(contact, 2)).length, 2);
    });

    for (const [name, text] of TEXTS) {
      it(`passes on ${name} as they were written`, async () => {
        const contact = await session.under.newContact('李芳');
        await session.under.say(contact, text);
        assert.equal((await session.heard(contact))[0]?.text, text);
      });
    }

    it('passes on a text of five thousand characters whole', async () => {
      const text = '物业服务'.repeat(1250);
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, text);
      assert.equal((await session.heard(contact))[0]?.text, text);
    });

    it('keeps nobody waiting while the message of another is being stored', async () => {
      const slow = await session.under.newContact('慢');
      const quick = await session.under.newContact('快');
      let stored: () => void = () => undefined;
      const storing = new Promise<void>((resolve) => {
        stored = resolve;
      });
      session.receive = async (event) => {
        if (event.type === 'message' && event.contact === slow) await storing;
      };
      await session.under.say(slow, '在吗');
      await session.heard(slow);
      await session.under.say(quick, '在吗');
      await session.heard(quick);
      stored();
    });

    /** Three messages, of which the first could not be stored when it came. */
    const unstored = async (): Promise<string[]> => {
      const contact = await session.under.newContact('李芳');
      session.receive = async () => {
        throw new Error('the disk is full');
      };
      await session.under.say(contact, '一');
      await session.heard(contact);
      session.receive = async () => undefined;
      for (const text of ['二', '三']) await session.under.say(contact, text);
      await session.until(() => session.of(contact).at(-1)?.text === '三');
      return session.of(contact).map(({ text }) => text);
    };

    it('goes on hearing when a message could not be stored, in order', async () => {
      const heard = await unstored();
      assert.deepEqual(
        heard.filter((text) => text !== '一'),
        ['二', '三'],
      );
    });

    it('brings what could not be stored once more, before what follows, exactly where the far end keeps it', async () => {
      const heard = await unstored();
      const times = session.under.keeps ? 2 : 1;
      assert.deepEqual(heard.slice(0, times + 1), [...Array(times).fill('一'), '二']);
    });
  });
}
