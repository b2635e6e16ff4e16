import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { OUTCOME_CODES, conversationView, residentCard } from '#console/api.ts';
import { conversationList } from '#console/inbox-api.ts';
import { maskedPhone } from '#console/server/view/masked-phone.ts';
import { scriptId } from '#domain/category.ts';
import { OUTCOMES } from '#domain/handoff.ts';
import { fen } from '#domain/money.ts';
import { HOUR_MS, later, localDate } from '#domain/time.ts';
import { append } from '#ledger/append.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import { selectionOf } from '../fixtures/selection.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

describe('a conversation in the console', () => {
  let desk: Console;
  let chen: Browser;
  let path: string;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    path = `/api/conversations/${desk.plum.conversation.id}`;
  });
  afterEach(async () => desk.close());

  async function wait(place: Console['plum'], urgent: boolean, hours: number): Promise<void> {
    const { conversation, household } = place;
    const openedAt = later(MORNING, -hours * HOUR_MS);
    await desk.store.write(async (tx) => {
      await tx.conversations.changeOwner(conversation.id, conversation.epoch, 'queue', null);
      await tx.handoffs.put({
        id: `handoff-${conversation.id}`,
        conversationId: conversation.id,
        householdId: household.id,
        reason: 'quality-dispute',
        queue: 'service',
        urgent,
        summary: '',
        openedAt,
        answerBy: later(openedAt, 4 * HOUR_MS),
        claimedBy: null,
        claimedAt: null,
        closedAt: null,
        outcome: null,
      });
    });
  }

  const row = (change: Partial<OutboundRow>): OutboundRow => ({
    id: 'out-1',
    conversationId: desk.plum.conversation.id,
    householdId: desk.plum.household.id,
    contactId: desk.plum.conversation.contactId,
    author: 'bot',
    staffId: null,
    text: '您好',
    script: null,
    variant: null,
    stage: null,
    citations: [],
    selection: null,
    proactive: false,
    epoch: 0,
    answersUpTo: null,
    status: 'accepted',
    reasons: [],
    createdAt: later(MORNING, 1e3),
    settledAt: null,
    channelMessageId: null,
    ...change,
  });

  it('stands in the list with why and since when somebody waits for a person', async () => {
    await wait(desk.plum, false, 2);
    const { json } = await chen.get('/api/estates/plum/conversations');
    const [item] = conversationList.parse(json).items;
    assert.equal(item?.room, '3-2-1101');
    assert.equal(item?.owner, 'queue');
    assert.equal(item?.reason, 'quality-dispute');
    assert.equal(item?.waitingSince, MORNING - 2 * HOUR_MS);
  });

  it('comes first when it is urgent, then the longest waiting, then what nobody waits for', async () => {
    const extra = ['a', 'b', 'c'];
    for (const key of extra) {
      const conversation = await desk.store.write(async (tx) => {
        const person = await tx.contacts.ensure('wechat', key, key, 'zh-CN', MORNING);
        return tx.conversations.ensure('plum', person.id, null, MORNING);
      });
      if (key !== 'c') await wait({ ...desk.plum, conversation }, key === 'b', key === 'a' ? 9 : 1);
    }
    await wait(desk.plum, false, 3);
    const { json } = await chen.get('/api/estates/plum/conversations');
    assert.deepEqual(
      conversationList.parse(json).items.map(({ name }) => name),
      ['b', 'a', '李四', 'c'],
    );
  });

  it('stays in the list as long as somebody waits, however many newer ones there are', async () => {
    await wait(desk.plum, false, 50);
    await desk.store.write(async (tx) => {
      const now = later(MORNING, HOUR_MS);
      for (let n = 0; n < 220; n += 1) {
        const person = await tx.contacts.ensure('wechat', `new-${n}`, `${n}`, 'zh-CN', now);
        await tx.conversations.ensure('plum', person.id, null, now);
      }
    });
    const { items } = conversationList.parse(
      (await chen.get('/api/estates/plum/conversations')).json,
    );
    assert.equal(items[0]?.id, desk.plum.conversation.id);
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  });

  it('tells in order what was said, why the bot said it, what did not leave, and what happened', async () => {
    const { conversation, household } = desk.plum;
    await desk.store.write(async (tx) => {
      await tx.inbox.store('wechat', {
        conversationId: conversation.id,
        channelMessageId: 'm1',
        kind: 'text',
        origin: 'resident',
        text: '楼道没人扫',
        sentAt: MORNING,
        receivedAt: MORNING,
      });
      const selection = selectionOf({ occasion: 'answer', trigger: 'label:service_quality' });
      const script = scriptId('quality-dispute/apology');
      await tx.outbox.put(row({ script, selection, variant: 0, text: '很抱歉' }));
      const createdAt = later(MORNING, 2000);
      await tx.outbox.put(row({ id: 'out-2', createdAt, status: 'superseded', text: '请缴费' }));
      const at = later(MORNING, 3000);
      const base = { estateId: 'plum', householdId: household.id };
      const body = { reason: 'quality-dispute', queue: 'service' };
      await append(tx, { ...base, at, type: 'handoff', conversationId: conversation.id, body });
      const note = { id: 'note-1', conversationId: conversation.id, staffId: 'chen' };
      await tx.notes.put({ ...note, text: '已约明天上门', at: later(MORNING, 4000) });
    });

    const { entries } = conversationView.parse((await chen.get(path)).json);
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['in', 'out', 'out', 'event', 'note'],
    );
    const [, answer, late, event, note] = entries;
    assert.ok(answer?.kind === 'out' && late?.kind === 'out');
    assert.deepEqual(answer.why, {
      ...selectionOf({ occasion: 'answer', trigger: 'label:service_quality' }),
      script: 'quality-dispute/apology',
      variant: 0,
    });
    assert.equal(late.status, 'superseded');
    assert.ok(event?.kind === 'event' && event.detail.includes('quality-dispute'));
    assert.ok(note?.kind === 'note' && note.staffName === '小陈');
  });

  it('shows on the card where each period stands, what interrupted it, and the other view', async () => {
    const { household, conversation, estate } = desk.plum;
    await desk.store.write(async (tx) => {
      await append(tx, {
        estateId: estate.id,
        at: later(MORNING, -HOUR_MS),
        type: 'demand',
        householdId: household.id,
        conversationId: conversation.id,
        body: { delivered: true, to: 'owner', names: true },
      });
      await tx.charges.put({
        householdId: household.id,
        item: '物业费',
        from: '2022-01',
        to: '2022-06',
        due: localDate('2022-07-10'),
        amount: fen(64_400),
        paid: fen(0),
        asOf: localDate('2026-11-22'),
        importId: null,
      });
    });
    const { json } = await chen.get(`${path}/card`);
    const card = residentCard.parse(json);
    const demand = { date: '2026-11-23', type: 'demand-wechat' };
    const running = { expiry: '2029-11-23', status: 'running', contested: false };
    assert.equal(card.limitationView, 'per-period');
    assert.deepEqual(
      card.charges.map(({ from, limitation }) => [from, limitation]),
      [
        [
          '2022-01',
          {
            expiry: '2025-07-10',
            status: 'expired',
            contested: false,
            interruptedBy: [],
            other: { expiry: '2029-11-23', status: 'running' },
          },
        ],
        ['2026-04', { ...running, interruptedBy: [demand], other: null }],
        ['2026-07', { ...running, interruptedBy: [demand], other: null }],
      ],
    );
  });

  it('has a card with the bill as old as its oldest figure, and a phone number nobody can call', async () => {
    const { json, body } = await chen.get(`${path}/card`);
    const card = residentCard.parse(json);
    assert.equal(card.owner, '李四');
    assert.equal(card.total, '1288.00');
    assert.equal(card.asOf, '2026-11-20');
    assert.equal(card.phone, '138****8000');
    assert.doesNotMatch(body, /13800138000/u);
    assert.deepEqual(card.capsLeft, { today: 1, week: 2 });
    assert.deepEqual(
      card.people.map(({ role, level }) => [role, level]),
      [['owner', 'verified']],
    );
  });

  it('masks short numbers harder', () => {
    assert.equal(maskedPhone('65123456'), '****56');
    assert.equal(maskedPhone(null), null);
  });

  it('is claimed by the first; the second is told who was', async () => {
    desk.staff.claim.onFirstCall().resolves({ ok: true, epoch: 2 });
    desk.staff.claim.onSecondCall().resolves({ ok: false, why: 'taken', takenBy: 'wang' });
    assert.deepEqual((await chen.post(`${path}/claim`)).json, { ok: true });
    const second = await chen.post(`${path}/claim`);
    assert.deepEqual([second.status, second.json], [409, { code: 'TAKEN', takenBy: '小王' }]);
    assert.deepEqual(desk.staff.claim.firstCall.args, [desk.plum.conversation.id, 'chen']);
  });

  it('cannot be claimed from the bot, only taken over, and that with a reason', async () => {
    desk.staff.claim.resolves({ ok: false, why: 'with-bot', takenBy: null });
    assert.deepEqual((await chen.post(`${path}/claim`)).json, { code: 'WITH_BOT' });
    desk.staff.takeOver.resolves({ ok: true, epoch: 3 });
    assert.equal((await chen.post(`${path}/take-over`, { reason: '  ' })).status, 400);
    assert.equal((await chen.post(`${path}/take-over`, { reason: '业主来电' })).status, 200);
    assert.deepEqual(desk.staff.takeOver.firstCall.args.slice(1), ['chen', '业主来电']);
  });

  it('is answered only by who holds it, in words the guard lets through', async () => {
    desk.staff.reply.onCall(0).resolves({ ok: false, why: 'not-owner' });
    desk.staff.reply.onCall(1).resolves({ ok: false, why: 'guard', rules: ['cut-off'] });
    desk.staff.reply.onCall(2).resolves({ ok: true, message: 'out-9' });
    const send = async () => chen.post(`${path}/reply`, { text: ' 马上来 ' });
    const notMine = await send();
    assert.deepEqual([notMine.status, notMine.json], [409, { code: 'NOT_OWNER' }]);
    const refused = await send();
    assert.deepEqual([refused.status, refused.json], [422, { code: 'GUARD', rules: ['cut-off'] }]);
    assert.equal((await send()).status, 200);
    assert.deepEqual(desk.staff.reply.lastCall.args.slice(1), ['chen', '马上来']);
  });

  it('takes notes by a way of their own', async () => {
    desk.staff.note.resolves(true);
    assert.equal((await chen.post(`${path}/note`, { text: '业主周末在家' })).status, 200);
    assert.equal(desk.staff.reply.callCount, 0);
  });

  it('goes back only with an outcome', async () => {
    desk.staff.handBack.resolves({ ok: true, outcome: 'work-order' });
    assert.equal((await chen.post(`${path}/hand-back`)).status, 400);
    assert.equal((await chen.post(`${path}/hand-back`, { outcome: 'go-on' })).status, 400);
    assert.equal(desk.staff.handBack.callCount, 0);
    assert.equal((await chen.post(`${path}/hand-back`, { outcome: 'work-order' })).status, 200);
    desk.staff.handBack.resolves({ ok: false, why: 'not-owner' });
    const late = await chen.post(`${path}/hand-back`, { outcome: 'work-order' });
    assert.deepEqual(late.json, { code: 'NOT_OWNER' });
  });

  it('offers the pages the outcomes that the service knows', () => {
    assert.deepEqual(OUTCOME_CODES, OUTCOMES);
  });

  it('says so when there is no home whose disputes could be resolved', async () => {
    desk.staff.resolve.resolves(false);
    const answer = await chen.post(`${path}/resolve`, { outcome: 'work-order' });
    assert.deepEqual([answer.status, answer.json], [409, { code: 'NO_HOUSEHOLD' }]);
  });

  it('is not found under a made-up id', async () => {
    for (const id of ['nothing', '%2e%2e', encodeURIComponent("' or 1=1 --")]) {
      assert.equal((await chen.get(`/api/conversations/${id}`)).status, 404);
    }
  });
});
