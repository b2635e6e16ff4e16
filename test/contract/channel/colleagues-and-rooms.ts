import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RoomWords } from '#ports/channel.ts';
import { cannot } from './cannot.ts';
import type { Session } from './session.ts';

export function colleaguesAndRooms(session: Session): void {
  describe('colleagues on the phone', () => {
    it('does not hear itself', async () => {
      const contact = await session.under.newContact('李芳');
      await session.send(contact, '您好');
      await session.afterAll();
      assert.deepEqual(session.of(contact), []);
    });

    it('tells what a colleague wrote on the phone itself', async function () {
      const { typeOnPhone } = session.under;
      if (!typeOnPhone) return cannot(this, 'be written on by a colleague');
      const contact = await session.under.newContact('李芳');
      await typeOnPhone(contact, '我来处理');
      assert.deepEqual(
        (await session.heard(contact)).map(({ origin, text }) => [origin, text]),
        [['staff-native', '我来处理']],
      );
    });

    it('tells it from what it sent itself a moment before', async function () {
      const { typeOnPhone } = session.under;
      if (!typeOnPhone) return cannot(this, 'be written on by a colleague');
      const contact = await session.under.newContact('李芳');
      await session.send(contact, '您好');
      await typeOnPhone(contact, '我是小陈，我来处理');
      await session.afterAll();
      assert.deepEqual(
        session.of(contact).map(({ origin, text }) => [origin, text]),
        [['staff-native', '我是小陈，我来处理']],
      );
    });

    it('goes on hearing the resident after a colleague wrote', async function () {
      const { typeOnPhone } = session.under;
      if (!typeOnPhone) return cannot(this, 'be written on by a colleague');
      const contact = await session.under.newContact('李芳');
      await typeOnPhone(contact, '我来处理');
      await session.heard(contact);
      await session.under.say(contact, '谢谢');
      assert.equal((await session.heard(contact, 2))[1]?.origin, 'resident');
    });
  });

  describe('rooms', () => {
    const inRooms = (contact: string): RoomWords[] =>
      session.events.filter(
        (event): event is RoomWords => event.type === 'room' && event.talker === contact,
      );

    async function heardInRoom(contact: string): Promise<RoomWords> {
      await session.until(() => inRooms(contact).length > 0);
      const [words] = inRooms(contact);
      assert.ok(words);
      return words;
    }

    it('says whether it has any', () => {
      const { channel, sayInRoom } = session.under;
      assert.equal(channel.capabilities.rooms === true, sayInRoom !== undefined);
      assert.equal(channel.sendToRoom !== undefined, sayInRoom !== undefined);
    });

    it('tells who wrote to us there, where, and what, by the key they have in private', async function () {
      const { sayInRoom, newContact, say } = session.under;
      if (!sayInRoom) return cannot(this, 'sit in rooms');
      const contact = await newContact('小陈');
      await sayInRoom(contact, '#待办');
      const words = await heardInRoom(contact);
      assert.deepEqual([words.talkerName, words.text], ['小陈', '#待办']);
      assert.ok(words.room.length > 0 && words.room !== contact);
      await say(contact, '在吗');
      assert.equal((await session.heard(contact))[0]?.contact, words.talker);
    });

    it('writes to colleagues there, and to nobody in private', async function () {
      const { sayInRoom, shownInRoom, newContact, channel } = session.under;
      if (!sayInRoom || !shownInRoom) return cannot(this, 'sit in rooms');
      const contact = await newContact('小陈');
      await sayInRoom(contact, '#待办');
      const { room } = await heardInRoom(contact);
      const message = { room, text: `没有待办 ${contact}`, idempotencyKey: contact };
      const sent = await channel.sendToRoom?.(message);
      assert.equal(sent?.outcome, 'accepted');
      await channel.sendToRoom?.(message);
      await session.afterAll();
      const shown = (await shownInRoom(room)).filter((text) => text === message.text);
      assert.deepEqual(shown, [message.text]);
      assert.deepEqual(await session.under.shown(contact), []);
      assert.deepEqual(session.of(contact), []);
    });

    it('lets nothing in from a room, whatever is said there', async function () {
      const { sayInRoom } = session.under;
      if (!sayInRoom) return cannot(this, 'sit in rooms');
      const contact = await session.under.newContact('李芳');
      await sayInRoom(contact, '1-1-301欠多少');
      await session.afterAll();
      assert.deepEqual(session.of(contact), []);
      assert.deepEqual(inRooms(contact), []);
    });

    it('says nothing into a room', async function () {
      const { sayInRoom } = session.under;
      if (!sayInRoom) return cannot(this, 'sit in rooms');
      const contact = await session.under.newContact('李芳');
      await sayInRoom(contact, '@暖催 我欠多少');
      await session.afterAll();
      assert.deepEqual(await session.under.shown(contact), []);
    });

    it('hears in private whoever spoke in a room before', async function () {
      const { sayInRoom } = session.under;
      if (!sayInRoom) return cannot(this, 'sit in rooms');
      const contact = await session.under.newContact('李芳');
      await sayInRoom(contact, '有人吗');
      await session.under.say(contact, '私下问一句');
      assert.deepEqual(
        (await session.heard(contact)).map(({ text }) => text),
        ['私下问一句'],
      );
    });
  });
}
