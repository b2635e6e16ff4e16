import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { Ask } from '#domain/ask.ts';
import { NOON, afterNoon, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function deskRules(open: OpenStore): void {
  describe('what colleagues have in hand', () => {
    const store = oneStore(open);

    it('keeps the newest draft of each mode for its author alone, and forgets an empty one', async () => {
      const { conversation } = await newHome(store());
      const [li, wang] = [randomUUID(), randomUUID()];
      const about = { staffId: li, conversationId: conversation.id, at: NOON };
      await store().write(async ({ drafts, staff }) => {
        for (const id of [li, wang]) {
          const member = { id, login: id, name: '李', role: 'service', estates: [] } as const;
          await staff.put({ ...member, passwordHash: '', mustChange: false, endedAt: null });
        }
        await drafts.put({ ...about, mode: 'reply', text: '您好' });
        await drafts.put({ ...about, mode: 'reply', text: '您好，我是' });
        await drafts.put({ ...about, mode: 'note', text: '打过电话' });
        await drafts.put({ ...about, staffId: wang, mode: 'reply', text: '别的话' });
        await drafts.put({ ...about, mode: 'note', text: '' });
      });
      const kept = await store().read(({ drafts }) => drafts.of(li, conversation.id));
      assert.deepEqual(kept, [{ ...about, mode: 'reply', text: '您好，我是' }]);
    });

    it('has one open ask a conversation, and tells how the last one ended', async () => {
      const { conversation } = await newHome(store());
      const ask: Ask = {
        id: randomUUID(),
        conversationId: conversation.id,
        staffId: 'li',
        subject: 'photo',
        said: 1,
        openedAt: NOON,
        closedAt: null,
        end: null,
      };
      const later = { ...ask, id: randomUUID(), openedAt: afterNoon(5) };
      await store().write(async ({ asks }) => {
        await asks.put(ask);
        await asks.setSaid(ask.id, 2);
        assert.deepEqual(await asks.open(conversation.id), { ...ask, said: 2 });
        await asks.close(ask.id, 'answered', afterNoon(4));
        assert.equal(await asks.open(conversation.id), undefined);
        await asks.put(later);
      });
      await assert.rejects(
        store().write(({ asks }) => asks.put({ ...ask, id: randomUUID(), openedAt: NOON })),
      );
      const last = await store().read(({ asks }) => asks.last(conversation.id));
      assert.deepEqual(last, later);
    });
  });
}
