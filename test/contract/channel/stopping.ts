import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Session } from './session.ts';

export function stopping(session: Session): void {
  describe('stopping', () => {
    it('sends nothing when it is stopped, and says why', async () => {
      const { channel, clock } = session.under;
      const contact = await session.under.newContact('李芳');
      await session.stop();
      const may = channel.canSend(contact, false, clock.now());
      assert.ok(!may.ok && may.reason !== '');
      assert.equal((await session.send(contact, '您好')).outcome, 'rejected');
      assert.deepEqual(await session.under.shown(contact), []);
    });

    it('is not ready when it is stopped', async () => {
      await session.stop();
      assert.notEqual(session.under.channel.health(), 'ready');
    });

    it('may be stopped twice', async () => {
      await session.stop();
      await session.stop();
      assert.notEqual(session.under.channel.health(), 'ready');
    });

    it('hears and sends again when it is started again', async () => {
      const contact = await session.under.newContact('李芳');
      await session.stop();
      await session.start();
      await session.under.say(contact, '我回来了');
      await session.heard(contact);
      assert.equal((await session.send(contact, '欢迎')).outcome, 'accepted');
      assert.deepEqual(await session.under.shown(contact), ['欢迎']);
    });

    it('passes a message on once after it was started again', async () => {
      const contact = await session.under.newContact('李芳');
      await session.stop();
      await session.start();
      await session.under.say(contact, '一次');
      await session.afterAll();
      assert.equal(session.of(contact).length, 1);
    });

    it('knows a resident by the same key after it was started again', async () => {
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, '早上');
      await session.heard(contact);
      await session.stop();
      await session.start();
      await session.under.say(contact, '晚上');
      assert.equal((await session.heard(contact, 2)).length, 2);
    });
  });
}
