import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type ConversationItem,
  conversationList,
  draftView,
  presenceView,
  readyWords,
} from '#console/inbox-api.ts';
import { fen } from '#domain/money.ts';
import { HOUR_MS, later } from '#domain/time.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

const exported = z.object({
  sha256: z.string(),
  entries: z.array(z.looseObject({ kind: z.string(), text: z.string().optional() })),
});

describe('the inbox', () => {
  let desk: Console;
  let chen: Browser;
  let path: string;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    path = `/api/conversations/${desk.plum.conversation.id}`;
  });
  afterEach(async () => desk.close());

  async function says(text: string, place = desk.plum): Promise<void> {
    await desk.store.write((tx) =>
      tx.inbox.store('wechat', {
        conversationId: place.conversation.id,
        channelMessageId: `m-${text}`,
        kind: 'text',
        origin: 'resident',
        text,
        sentAt: desk.clock.now(),
        receivedAt: desk.clock.now(),
      }),
    );
  }

  async function handedOver(place = desk.plum): Promise<void> {
    const { conversation, household } = place;
    await desk.store.write(async (tx) => {
      await tx.conversations.changeOwner(conversation.id, conversation.epoch, 'queue', null);
      await tx.handoffs.put({
        id: `handoff-${conversation.id}`,
        conversationId: conversation.id,
        householdId: household.id,
        reason: 'human-request',
        queue: 'service',
        urgent: false,
        summary: '',
        openedAt: MORNING,
        answerBy: later(MORNING, 8 * HOUR_MS),
        claimedBy: null,
        claimedAt: null,
        closedAt: null,
        outcome: null,
      });
    });
  }

  async function listed(url = '/api/estates/plum/conversations'): Promise<ConversationItem[]> {
    return conversationList.parse((await chen.get(url)).json).items;
  }
  const found = async (q: string, estate = 'plum') =>
    listed(`/api/estates/${estate}/search?q=${encodeURIComponent(q)}`);

  it('counts a wait by office hours, and says when it is too long', async () => {
    await handedOver();
    desk.clock.pass(29 * 60_000);
    const [early] = await listed();
    assert.deepEqual([early?.waitedMinutes, early?.overdue], [29, false]);
    desk.clock.pass(60_000);
    assert.equal((await listed())[0]?.overdue, true);
    desk.clock.pass(20 * HOUR_MS);
    chen = await desk.signIn('chen');
    assert.equal((await listed())[0]?.waitedMinutes, 8 * 60);
  });

  it('finds by room, name, end of the phone number and words, and nothing in another estate', async () => {
    await says('楼道太脏了，满地 100%_ 都是垃圾');
    for (const q of ['2-1101', '李', '8000', '地 100%_ 都']) {
      assert.equal((await found(q)).length, 1, q);
    }
    assert.match((await found('垃圾'))[0]?.found ?? '', /都是垃圾/u);
    for (const q of ['%', '_', '8001', "' or 1=1 --", '3_2']) {
      const many = await found(q);
      const allowed = q === '%' || q === '_' ? 1 : 0;
      assert.equal(many.length, allowed, q);
    }
    assert.deepEqual(await found('垃圾', 'peach'), []);
    const wang = await desk.signIn('wang');
    assert.equal((await wang.get('/api/estates/plum/search?q=李')).status, 404);
  });

  it('keeps a draft for its author alone, also on another device', async () => {
    await chen.post(`${path}/draft`, { mode: 'reply', text: '您好，我是' });
    const phone = await desk.signIn('chen');
    const kept = draftView.parse((await phone.get(`${path}/draft`)).json);
    assert.deepEqual(kept, { reply: '您好，我是', note: '' });
    const wang = await desk.signIn('wang');
    assert.equal((await wang.get(`${path}/draft`)).status, 404);
  });

  it('shows who else is there, for as long as they say so, and tells the others', async () => {
    const peach = `/api/conversations/${desk.peach.conversation.id}/presence`;
    const wang = await desk.signIn('wang');
    await wang.post(peach, { doing: 'typing' });
    const there = async (who: Browser) => presenceView.parse((await who.get(peach)).json).people;
    assert.deepEqual(await there(chen), [{ name: '小王', doing: 'typing' }]);
    assert.deepEqual(await there(wang), []);
    desk.clock.pass(30_000);
    assert.deepEqual(await there(chen), []);
    assert.equal((await wang.post(`${path}/presence`, { doing: 'typing' })).status, 404);
  });

  it('offers canned replies with this resident’s facts, and says which are missing', async () => {
    const words = readyWords.parse((await chen.get(`${path}/words`)).json);
    const greeting = words.canned.find(({ id }) => id === 'greeting');
    assert.match(greeting?.text ?? '', /我是管家小陈/u);
    assert.ok(words.canned.every(({ text }) => text === null || !/[{}]/u.test(text)));
    assert.ok(words.canned.every(({ id }) => !id.endsWith('-again')));
  });

  it('suggests what the scripts say to the last words, with script, facts and articles', async () => {
    await says('没有签字的合同也要交物业费吗');
    await desk.store.write((tx) =>
      tx.inbox.handled(desk.plum.conversation.id, 1_000, 'ask_amount', 1),
    );
    const { suggested } = readyWords.parse((await chen.get(`${path}/words`)).json);
    assert.ok(suggested.length > 0 && suggested.length <= 3);
    const told = suggested.find(({ facts }) => facts.length > 0);
    assert.ok(told, 'no suggestion names a fact');
    for (const fact of told.facts.filter((one) => one !== '')) assert.ok(told.text.includes(fact));
    assert.deepEqual(desk.staff.reply.callCount, 0);
  });

  it('gives a conversation along without the notes of colleagues, under a digest', async () => {
    await says('我已经交过了');
    await desk.store.write((tx) =>
      tx.notes.put({
        id: 'note-1',
        conversationId: desk.plum.conversation.id,
        staffId: 'chen',
        text: '这户难说话',
        at: MORNING,
      }),
    );
    const become = async (role: 'service' | 'legal') =>
      desk.store.write(async (tx) => {
        const member = await tx.staff.byId('chen');
        if (member) await tx.staff.put({ ...member, role });
      });
    await become('service');
    assert.equal((await chen.get(`${path}/export`)).status, 403);
    await become('legal');
    const answer = await chen.get(`${path}/export`);
    assert.match(String(answer.headers['content-disposition']), /attachment/u);
    assert.doesNotMatch(answer.body, /这户难说话/u);
    const file = exported.parse(answer.json);
    assert.ok(file.entries.some(({ text }) => text === '我已经交过了'));
    const digest = createHash('sha256').update(canonicalJson(file.entries)).digest('hex');
    assert.equal(file.sha256, digest);
  });

  it('asks on a colleague’s behalf, and says why it could not', async () => {
    desk.staff.ask.resolves({ ok: true, message: 'm' });
    assert.equal((await chen.post(`${path}/ask`, { subject: 'photo' })).status, 200);
    desk.staff.ask.resolves({ ok: false, why: 'not-owner' });
    const late = await chen.post(`${path}/ask`, { subject: 'photo' });
    assert.deepEqual([late.status, late.json], [409, { code: 'NOT_OWNER' }]);
    assert.equal((await chen.post(`${path}/ask`, { subject: 'money' })).status, 400);
  });

  it('takes a promise only with a day to come and a sum that is one', async () => {
    desk.staff.handBack.resolves({ ok: true, outcome: 'promise' });
    const handBack = async (promise?: object) =>
      chen.post(`${path}/hand-back`, { outcome: 'promise', ...(promise && { promise }) });
    assert.equal((await handBack()).status, 400);
    assert.deepEqual((await handBack({ due: '2026-11-22', amount: null })).json, {
      code: 'BAD_DAY',
    });
    assert.deepEqual((await handBack({ due: '2026-12-01', amount: '-5' })).json, {
      code: 'BAD_SUM',
    });
    assert.equal((await handBack({ due: '2026-12-01', amount: '1288.00' })).status, 200);
    assert.deepEqual(desk.staff.handBack.lastCall.args[3], {
      due: '2026-12-01',
      amount: fen(128_800),
    });
  });
});
