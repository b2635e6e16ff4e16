import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { conversationView } from '#console/api.ts';
import { later, localDate } from '#domain/time.ts';
import { fen } from '#domain/money.ts';
import { draftSummary } from '#handoff/summary/draft-summary.ts';
import {
  type Browser,
  type Console,
  MORNING,
  content,
  openConsole,
} from '../console/open-console.ts';
import {
  type Loopback,
  answers,
  openLoopback,
  openModelAt,
  readRequest,
  sends,
} from '../perception/language-model/loopback-model.ts';

describe('the summary a colleague reads before taking over', () => {
  let desk: Console;
  let chen: Browser;
  let loopback: Loopback;
  beforeEach(async () => {
    loopback = await openLoopback();
    desk = await openConsole();
    chen = await desk.signIn('chen');
    await hears('我是李四，3-2-1101，楼道没人扫，打13800138000', 'm1');
    await desk.store.write(async (tx) => {
      const { conversation, household } = desk.plum;
      await tx.conversations.changeOwner(conversation.id, conversation.epoch, 'queue', null);
      await tx.handoffs.put({
        id: 'handoff',
        conversationId: conversation.id,
        householdId: household.id,
        reason: 'quality-dispute',
        queue: 'service',
        urgent: false,
        summary: '',
        openedAt: MORNING,
        answerBy: later(MORNING, 1000),
        claimedBy: null,
        claimedAt: null,
        closedAt: null,
        outcome: null,
      });
      await tx.promises.record({
        id: 'promise',
        householdId: household.id,
        due: localDate('2026-11-30'),
        amount: fen(64400),
        status: 'open',
        madeAt: MORNING,
        conversationId: conversation.id,
      });
    });
  });
  afterEach(async () => {
    await desk.close();
    await loopback.close();
  });

  async function hears(text: string, id: string): Promise<void> {
    await desk.store.write((tx) =>
      tx.inbox.store('wechat', {
        conversationId: desk.plum.conversation.id,
        channelMessageId: id,
        kind: 'text',
        origin: 'resident',
        text,
        sentAt: MORNING,
        receivedAt: MORNING,
      }),
    );
  }

  async function drafted(): Promise<boolean> {
    const { model } = openModelAt(loopback.url, { settings: { timeoutMs: 500 } });
    const { refusals } = content.catalogue;
    return draftSummary({ store: desk.store, model, refusals }, desk.plum.conversation.id);
  }

  async function shown() {
    const { json } = await chen.get(`/api/conversations/${desk.plum.conversation.id}`);
    return conversationView.parse(json).summary;
  }

  it('is there without any model, made of the facts', async () => {
    assert.deepEqual(await shown(), {
      reason: 'quality-dispute',
      words: ['我是李四，3-2-1101，楼道没人扫，打13800138000'],
      recorded: [
        { kind: 'open', sum: '1288.00' },
        { kind: 'promise', due: '2026-11-30', sum: '644.00' },
      ],
      draft: null,
      mayDraft: true,
    });
  });

  it('is not there where nobody waits for a person', async () => {
    const { json } = await chen.get(`/api/conversations/${desk.peach.conversation.id}`);
    assert.equal(conversationView.parse(json).summary, null);
  });

  it('may be drafted by the model, which never learns who it is about', async () => {
    loopback.behave(answers({ summary: '〔姓名1〕反映楼道无人打扫，希望回电〔电话1〕。' }));
    assert.equal(await drafted(), true);
    const { data } = readRequest(loopback.last);
    for (const secret of ['李四', '1101', '13800138000', '梅园', '小陈', '1288', '644']) {
      assert.ok(!data.includes(secret), secret);
    }
    const summary = await shown();
    assert.equal(summary?.draft, '李四反映楼道无人打扫，希望回电13800138000。');
    assert.equal(summary.mayDraft, false);
  });

  it('is drafted once for what was said so far, and anew when more was said', async () => {
    loopback.behave(answers({ summary: '反映楼道无人打扫。' }));
    await drafted();
    assert.equal(await drafted(), false);
    assert.equal(loopback.requests.length, 1);
    await hears('电梯也坏了', 'm2');
    assert.equal((await shown())?.mayDraft, true);
    loopback.behave(answers({ summary: '反映楼道无人打扫、电梯故障。' }));
    assert.equal(await drafted(), true);
    assert.equal((await shown())?.draft, '反映楼道无人打扫、电梯故障。');
  });

  it('has no way to a resident', async () => {
    loopback.behave(answers({ summary: '反映楼道无人打扫。' }));
    await drafted();
    const { conversation } = desk.plum;
    assert.deepEqual(await desk.store.read((tx) => tx.outbox.of(conversation.id)), []);
  });

  for (const [what, summary] of [
    ['a threat', '住户不交就列入黑名单，应停水停电。'],
    ['a figure nobody said', '住户欠费9999元，反映楼道无人打扫。'],
    ['a link', '住户反映楼道无人打扫，见 https://evil.example.com'],
    ['a mark that was never set', '〔姓名7〕反映楼道无人打扫。'],
    ['no words', '  '],
    ['a novel', '住户反映楼道无人打扫。'.repeat(60)],
  ] as const) {
    it(`is not shown with ${what}, and not asked for again`, async () => {
      loopback.behave(answers({ summary }));
      assert.equal(await drafted(), false);
      assert.equal(await drafted(), false);
      assert.equal((await shown())?.draft, null);
      assert.equal(loopback.requests.length, 1);
    });
  }

  it('can be asked for again after the endpoint was out of order', async () => {
    loopback.behave(sends(500, 'oops'));
    assert.equal(await drafted(), false);
    assert.equal((await shown())?.mayDraft, true);
    loopback.behave(answers({ summary: '反映楼道无人打扫。' }));
    assert.equal(await drafted(), true);
  });

  it('is asked for by the page, within the estates of who asks', async () => {
    const path = `/api/conversations/${desk.plum.conversation.id}/summary`;
    assert.equal((await chen.post(path)).status, 200);
    assert.ok(desk.acts.draftSummary.calledOnceWithExactly(desk.plum.conversation.id));
    const wang = await desk.signIn('wang');
    assert.equal((await wang.post(path)).status, 404);
    assert.equal(desk.acts.draftSummary.callCount, 1);
  });
});
