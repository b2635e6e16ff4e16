import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { HOUR_MS } from '#domain/time.ts';
import type { Session } from './session.ts';

export function trouble(session: Session): void {
  describe('trouble', () => {
    const met = async () => {
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, '在吗');
      await session.heard(contact);
      return contact;
    };

    it('says so when a text was refused, and shows nothing of it', async () => {
      const contact = await met();
      await session.under.setFault('refuse');
      const sent = await session.send(contact, '您好');
      assert.equal(sent.outcome, 'rejected');
      await session.under.heal();
      assert.deepEqual(await session.under.shown(contact), []);
    });

    it('sends again after a refusal', async () => {
      const contact = await met();
      await session.under.setFault('refuse');
      await session.send(contact, '一');
      await session.under.heal();
      assert.equal((await session.send(contact, '二')).outcome, 'accepted');
      assert.deepEqual(await session.under.shown(contact), ['二']);
    });

    it('stays ready, and hears, when a text is refused', async () => {
      const contact = await met();
      await session.under.setFault('refuse');
      await session.send(contact, '您好');
      assert.equal(session.under.channel.health(), 'ready');
      await session.under.say(contact, '还在吗');
      await session.heard(contact, 2);
    });

    /** A text that reached the far end, whose answer does not come. */
    const unanswered = async (contact: string) => {
      await session.under.setFault('silence');
      const message = session.message(contact, '您好');
      const sending = session.under.channel.send(message);
      await session.under.reached(contact);
      session.under.clock.pass(HOUR_MS);
      return { message, sent: await sending };
    };

    it('does not pretend to know what became of a text whose answer does not come', async () => {
      const { sent } = await unanswered(await met());
      assert.equal(sent.outcome, 'unknown');
    });

    it('does not send a text again whose answer did not come', async () => {
      const contact = await met();
      const { message } = await unanswered(contact);
      await session.under.heal();
      assert.equal((await session.under.channel.send(message)).outcome, 'unknown');
      assert.ok((await session.under.shown(contact)).length <= 1);
    });

    it('lets a slow text hold up nobody else', async () => {
      const [slow, quick] = [await met(), await met()];
      await session.under.setFault('silence');
      const sending = session.send(slow, '您好');
      await session.under.reached(slow);
      await session.under.say(quick, '多少钱');
      await session.heard(quick, 2);
      await session.under.heal();
      assert.equal((await sending).outcome, 'accepted');
    });

    it('does not pretend to know what became of a text over which the connection broke', async () => {
      const contact = await met();
      await session.under.setFault('cut');
      assert.equal((await session.send(contact, '您好')).outcome, 'unknown');
    });
  });
}
