import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { taskList } from '#console/limitation-api.ts';
import { later, localDate } from '#domain/time.ts';
import { type Console, MORNING, openConsole } from './open-console.ts';

describe('the tasks of the office', () => {
  let desk: Console;
  beforeEach(async () => {
    desk = await openConsole();
    const { estate, household } = desk.plum;
    await desk.store.write(async (tx) => {
      const [charge] = await tx.charges.open(household.id);
      await tx.tasks.put({
        id: 'task',
        estateId: estate.id,
        householdId: household.id,
        chargeId: charge?.id ?? '',
        kind: 'limitation',
        queue: 'legal',
        dueOn: localDate('2026-12-23'),
        notice: 30,
        openedAt: MORNING,
        closedAt: null,
        closedBy: null,
      });
    });
  });
  afterEach(async () => desk.close());

  const listed = async (login: string, estate: string) => {
    const browser = await desk.signIn(login);
    return browser.get(`/api/estates/${estate}/tasks`);
  };

  it('say which home, which period, what is open, until when, and where to talk with them', async () => {
    const { json } = await listed('chen', 'plum');
    assert.deepEqual(taskList.parse(json).items, [
      {
        id: 'task',
        kind: 'limitation',
        queue: 'legal',
        room: '3-2-1101',
        owner: '李四',
        conversationId: desk.plum.conversation.id,
        item: '物业费',
        from: '2026-04',
        to: '2026-06',
        open: '644.00',
        dueOn: '2026-12-23',
        daysLeft: 30,
      },
    ]);
  });

  it('name the times in which a channel heard nothing, and who was in touch then, until somebody has looked', async () => {
    const { plum, peach } = desk;
    const conversations = [plum.conversation.id, peach.conversation.id];
    const span = { from: MORNING, to: later(MORNING, 60_000), why: 'silence' } as const;
    const never = { account: null, loggedInAt: null, seenAt: null, breaker: null, riskAt: null };
    await desk.store.write(async (tx) => {
      const state = { state: 'ready', stateSince: MORNING, epoch: 0, idsChange: false } as const;
      await tx.channels.put({ name: 'wechaty', ...state, ...never });
      const free = { releasedAt: null, releasedBy: null };
      await tx.channels.putGap({ id: 'gap', channel: 'wechaty', ...span, conversations, ...free });
    });
    const gaps = async (login: string, estate: string) =>
      taskList.parse((await listed(login, estate)).json).gaps.map((gap) => ({
        ...gap,
        conversations: gap.conversations.map(({ id }) => id),
      }));
    const periods = [{ id: 'gap', ...span }];
    const task = { channel: 'wechaty', periods };
    const [ours, theirs] = [[plum.conversation.id], [peach.conversation.id]];
    const all = [{ ...task, conversations: ours, mayRelease: true }];
    assert.deepEqual(await gaps('chen', 'plum'), all);
    const own = [{ ...task, conversations: theirs, mayRelease: false }];
    assert.deepEqual(await gaps('wang', 'peach'), own);
    await desk.store.write((tx) => tx.channels.releaseGap('gap', 'chen', MORNING));
    assert.deepEqual(await gaps('wang', 'peach'), []);
  });

  it('are not shown once the charge is paid', async () => {
    await desk.store.write(async (tx) => {
      const [charge] = await tx.charges.open(desk.plum.household.id);
      if (charge) await tx.charges.addPaid(charge.id, charge.amount);
    });
    const { json } = await listed('chen', 'plum');
    assert.deepEqual(taskList.parse(json).items, []);
  });

  it('are seen to by a colleague of the estate, and exist for no other', async () => {
    desk.staff.closeTask.resolves(true);
    const chen = await desk.signIn('chen');
    const wang = await desk.signIn('wang');
    assert.equal((await wang.post('/api/tasks/task/done')).status, 404);
    assert.equal((await chen.post('/api/tasks/none/done')).status, 404);
    assert.equal((await listed('wang', 'plum')).status, 404);
    assert.ok(desk.staff.closeTask.notCalled);
    assert.equal((await chen.post('/api/tasks/task/done')).status, 200);
    assert.deepEqual(desk.staff.closeTask.firstCall.args, ['task', 'chen']);
  });
});
