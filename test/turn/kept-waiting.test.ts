import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, localDate } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';

const house = { ...openHouse(), engine: 'plain' } as const;

/** A Tuesday, ten in the morning: the office works from nine to six, and half an hour is long enough to wait. */
const FILE = caseFile.parse({
  version: 1,
  case: 'kept waiting',
  now: '2026-03-03T10:00:00+08:00',
  accounts: [
    {
      account: '3-1-101',
      owner: '周敏',
      charges: [{ period: '2025-07/2025-12', due: '2026-02-20', amount: '980.00' }],
    },
  ],
  contacts: [{ wechat: 'wx_zhou', account: '3-1-101', role: 'owner' }],
  steps: [{ restart: true }],
});

describe('A conversation that a colleague holds', function () {
  this.timeout(30_000);
  let stage: CaseStage;

  beforeEach(async () => {
    stage = await openStage(house, FILE);
    await stage.simulator.say('wx_zhou', '我要找人工');
    await stage.settle();
    assert.equal((await conversation()).owner, 'queue');
    await stage.service.staff.claim((await conversation()).id, 'li');
  });
  afterEach(async () => {
    assert.deepEqual(stage.faults, []);
    await stage.close();
  });

  async function conversation(): Promise<Conversation> {
    const found = await stage.conversationOf('wx_zhou');
    assert.ok(found);
    return found;
  }

  async function reply(text: string): Promise<void> {
    const result = await stage.service.staff.reply((await conversation()).id, 'li', text);
    assert.ok(result.ok);
    await stage.settle();
  }

  const said = () => stage.shown.map(({ text }) => text);

  async function ledger(type: 'returned' | 'ask'): Promise<unknown[]> {
    const { householdId } = await conversation();
    const entries = await stage.store.read((tx) => tx.ledger.ofTypes(householdId ?? '', [type]));
    return entries.map(({ body }): unknown => JSON.parse(body));
  }

  it('goes back to its queue when nobody says a word for half an hour of office time', async () => {
    await stage.advance(29 * MINUTE_MS);
    assert.equal((await conversation()).owner, 'staff');
    await stage.advance(MINUTE_MS);
    const { owner, staffId } = await conversation();
    assert.deepEqual([owner, staffId], ['queue', null]);
    const [entry] = await ledger('returned');
    assert.ok(entry !== null && typeof entry === 'object' && 'staffId' in entry);
    assert.equal(entry.staffId, 'li');
    const late = await stage.service.staff.reply((await conversation()).id, 'li', '您好');
    assert.deepEqual(late, { ok: false, why: 'not-owner' });
  });

  it('stays with who answered, until the resident writes again and is left waiting', async () => {
    await reply('您好，我看到了，马上去核实。');
    await stage.advance(3 * HOUR_MS);
    assert.equal((await conversation()).owner, 'staff');
    await stage.simulator.say('wx_zhou', '好的，等你');
    await stage.settle();
    await stage.advance(29 * MINUTE_MS);
    assert.equal((await conversation()).owner, 'staff');
    await stage.advance(MINUTE_MS);
    assert.equal((await conversation()).owner, 'queue');
  });

  it('is not taken from anybody in the night', async () => {
    await reply('您好，我看到了，马上去核实。');
    await stage.advance(9 * HOUR_MS);
    await stage.simulator.say('wx_zhou', '还在吗');
    await stage.settle();
    await stage.advance(13 * HOUR_MS);
    assert.equal((await conversation()).owner, 'staff');
    await stage.advance(2 * HOUR_MS);
    assert.equal((await conversation()).owner, 'queue');
  });

  it('goes back although the service was killed in between', async () => {
    await stage.advance(20 * MINUTE_MS);
    await stage.restart();
    await stage.advance(10 * MINUTE_MS);
    assert.equal((await conversation()).owner, 'queue');
  });

  it('is parked while a picture is asked for; twice more by day, then it is the colleague’s again', async () => {
    const asked = await stage.service.staff.ask((await conversation()).id, 'li', 'photo');
    assert.ok(asked.ok);
    await stage.settle();
    assert.match(said().at(-1) ?? '', /拍一张照片/u);
    const before = said().length;
    await stage.advance(2 * HOUR_MS);
    assert.equal((await conversation()).owner, 'staff');
    await stage.restart();
    await stage.advance(DAY_MS);
    assert.deepEqual(said().length, before + 1);
    assert.match(said().at(-1) ?? '', /前面想请您发的照片/u);
    await stage.advance(DAY_MS);
    assert.equal(said().length, before + 2);
    await stage.advance(DAY_MS);
    assert.equal(said().length, before + 2);
    const ends = (await ledger('ask')).map((entry) => JSON.stringify(entry));
    assert.equal(ends.length, 2);
    assert.match(ends.at(-1) ?? '', /"status":"unanswered"/u);
    await stage.advance(HOUR_MS);
    assert.equal((await conversation()).owner, 'queue');
  });

  it('is asked again in no night', async () => {
    await stage.advance(8 * MINUTE_MS);
    await reply('您好，我在。');
    await stage.advance(11 * HOUR_MS);
    const asked = await stage.service.staff.ask((await conversation()).id, 'li', 'day');
    assert.ok(asked.ok);
    await stage.settle();
    const before = said().length;
    await stage.advance(DAY_MS + HOUR_MS);
    assert.equal(said().length, before);
    await stage.advance(12 * HOUR_MS);
    assert.equal(said().length, before + 1);
  });

  it('is not asked again once the resident or the colleague wrote', async () => {
    const { id } = await conversation();
    await stage.service.staff.ask(id, 'li', 'photo');
    await stage.settle();
    await stage.simulator.say('wx_zhou', '拍不了，家里没人');
    await stage.settle();
    await reply('没关系，我下午过去看。');
    const before = said().length;
    await stage.service.staff.ask(id, 'li', 'day');
    await stage.settle();
    await reply('我下午三点到，您看可以吗？');
    await stage.advance(3 * DAY_MS);
    assert.equal(said().length, before + 2);
    const ends = (await ledger('ask')).map((entry) => JSON.stringify(entry));
    assert.match(ends[1] ?? '', /"status":"answered"/u);
    assert.match(ends[3] ?? '', /"status":"stopped"/u);
  });

  it('takes no text in which a place was left unfilled', async () => {
    const { id } = await conversation();
    const result = await stage.service.staff.reply(id, 'li', '您好{owner}，请看看');
    assert.deepEqual(result, { ok: false, why: 'guard', rules: ['unfilled-slot'] });
  });

  it('is handed back with the day and sum that were promised', async () => {
    const { id, householdId } = await conversation();
    const promise = { due: localDate('2026-03-10'), amount: null };
    const result = await stage.service.staff.handBack(id, 'li', 'promise', promise);
    assert.ok(result.ok);
    await stage.settle();
    const promises = await stage.store.read((tx) => tx.promises.of(householdId ?? ''));
    assert.deepEqual(
      promises.map(({ due: day, status }) => [day, status]),
      [['2026-03-10', 'open']],
    );
  });
});
