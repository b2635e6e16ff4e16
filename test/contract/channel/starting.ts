import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Session } from './session.ts';

export function starting(session: Session): void {
  describe('starting', () => {
    it('is ready when it has started', () => {
      assert.equal(session.under.channel.health(), 'ready');
    });

    it('tells whoever listens that it is ready', () => {
      assert.ok(session.events.some((one) => one.type === 'health' && one.state === 'ready'));
    });

    it('has a name by which the office knows it', () => {
      assert.match(session.under.channel.name, /^[a-z][a-z0-9-]*$/u);
    });

    it('carries texts long enough for a reminder with its account', () => {
      assert.ok(session.under.channel.capabilities.maxBytes >= 1024);
    });

    it('lets an answer go to whoever has just written', async () => {
      const { under } = session;
      const contact = await under.newContact('李芳');
      await under.say(contact, '在吗');
      await session.heard(contact);
      assert.ok(under.channel.canSend(contact, false, under.clock.now()).ok);
    });

    it('opens a conversation by itself exactly where it says that it can', async () => {
      const { under } = session;
      const contact = await under.newContact('王建');
      const may = under.channel.canSend(contact, true, under.clock.now());
      assert.equal(may.ok, under.channel.capabilities.proactive);
      if (!may.ok) assert.notEqual(may.reason, '');
    });
  });
}
