import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Session } from './session.ts';

export function takingBack(session: Session): void {
  describe('messages that are taken back', () => {
    const recallsOf = (contact: string) =>
      session.events.filter((event) => event.type === 'recall' && event.contact === contact);

    /** The id under which the far end shows the message we sent last, where it shows them. */
    const shownAs = async (contact: string): Promise<string | null> => {
      if (!session.under.echoes) return null;
      const echo = () =>
        session.events.find((event) => event.type === 'echo' && event.contact === contact);
      await session.until(() => echo() !== undefined);
      const shown = echo();
      return shown?.type === 'echo' ? shown.id : null;
    };

    it('tells which message a resident took back', async () => {
      const contact = await session.under.newContact('李芳');
      const id = await session.under.say(contact, '明天就交');
      await session.heard(contact);
      await session.under.recall(contact, id, 1);
      await session.until(() => recallsOf(contact).length > 0);
      assert.deepEqual(
        recallsOf(contact).map((event) => event.type === 'recall' && event.id),
        [id],
      );
    });

    it('names the same message however often it is told', async () => {
      const contact = await session.under.newContact('李芳');
      const id = await session.under.say(contact, '明天就交');
      await session.heard(contact);
      await session.under.recall(contact, id, 3);
      await session.afterAll();
      assert.ok(recallsOf(contact).length > 0);
      assert.ok(recallsOf(contact).every((event) => event.type === 'recall' && event.id === id));
    });

    it('does not pass on the notice as something the resident wrote', async () => {
      const contact = await session.under.newContact('李芳');
      const id = await session.under.say(contact, '明天就交');
      await session.heard(contact);
      await session.under.recall(contact, id, 1);
      await session.until(() => recallsOf(contact).length > 0);
      assert.equal(session.of(contact).length, 1);
    });

    it('takes a message of ours back exactly where it said that it can', async () => {
      const { channel } = session.under;
      const contact = await session.under.newContact('李芳');
      await session.under.say(contact, '在吗');
      await session.heard(contact);
      const sent = await session.send(contact, '您好');
      assert.ok(sent.outcome === 'accepted');
      const id = sent.messageId ?? (await shownAs(contact));
      assert.equal(await channel.recall(contact, id ?? 'unnamed'), channel.capabilities.recall);
    });

    it('says no, and does not break, where there is nothing to take back', async () => {
      const contact = await session.under.newContact('李芳');
      assert.equal(await session.under.channel.recall(contact, 'no-such-message'), false);
    });
  });
}
