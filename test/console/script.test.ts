import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  lintResult,
  scriptList,
  scriptView,
  sampleResult,
  tryResult,
} from '#console/script-api.ts';
import { type Browser, type Console, openConsole } from './open-console.ts';

const PLACE = { script: 'unknown/greeting', locale: 'zh-CN', variant: 0 };
const ACCOUNT = {
  owner: '王芳',
  room: '3-2-1101',
  sum: '1288.05',
  from: '2026-01',
  to: '2026-06',
  overdueDays: 20,
  occupancy: 'occupied',
  brokenPromises: 0,
  payLink: true,
  category: 'forgetful',
  heard: [],
};

describe('the page of the scripts', () => {
  let desk: Console;
  let author: Browser;
  let lawyer: Browser;
  let steward: Browser;

  before(async () => {
    desk = await openConsole();
    // Chen works for every estate, as does the legal colleague here.
    await desk.store.write(async (tx) => {
      const legal = await tx.staff.byId('legal');
      if (legal) await tx.staff.put({ ...legal, estates: [] });
    });
    author = await desk.signIn('chen');
    lawyer = await desk.signIn('legal');
    steward = await desk.signIn('steward');
  });
  after(async () => desk.close());

  const view = async (by = author) =>
    scriptView.parse((await by.get('/api/script?id=unknown/greeting&estate=peach')).json);
  const version = async () => (await view()).places[0]?.versions[0];
  const draft = async (text: string, by = author) => {
    const after = (await version())?.id ?? null;
    return by.post('/api/wording/draft', { ...PLACE, text, why: '更亲切', after });
  };

  it('shows every script with what it is for, when it is said, and its words', async () => {
    const { items, categories } = scriptList.parse(
      (await steward.get('/api/scripts?locale=zh-CN')).json,
    );
    assert.equal(items.length, new Set(items.map(({ id }) => id)).size);
    assert.ok(items.length > 200 && categories.includes('forgetful'));
    assert.ok(items.every(({ aim, texts, on }) => aim !== '' && texts.length > 0 && on.length > 0));
  });

  it('shows of one script the law it quotes, its evidence, and the stories that prove it', async () => {
    const url = '/api/script?id=unknown/legal-question-late-charge&estate=peach';
    const one = scriptView.parse((await author.get(url)).json);
    assert.ok(one.cites.length > 0 && one.cites.every(({ text }) => text.length > 20));
    const proved = '/api/script?id=unknown/share-ask-day&estate=peach';
    const told = scriptView.parse((await author.get(proved)).json);
    assert.ok(
      told.stories.some(({ title }) => title === 'a part is named first, its day after it'),
    );
    assert.ok(one.places.some(({ locale }) => locale === 'en'));
  });

  it('says while somebody types what is wrong, where, and how much it weighs', async () => {
    const text = '您好，再不交的话后果自负。欠费{total}元，请到12号楼交。';
    const { findings } = lintResult.parse(
      (await author.post('/api/wording/lint', { ...PLACE, text })).json,
    );
    const told = findings.map(({ rule, severity, at }) => [
      rule,
      severity,
      at && text.slice(at.from, at.to),
    ]);
    assert.deepEqual(told, [
      ['slot', 'error', '{total'],
      ['guard:false-urgency', 'error', '再不交'],
      ['guard:threat', 'error', '后果自负'],
      ['literal-figure', 'error', '12'],
    ]);
    const broken = await author.post('/api/wording/lint', { ...PLACE, text: '您好{' });
    assert.deepEqual(
      lintResult.parse(broken.json).findings.map(({ rule, at }) => [rule, at]),
      [['icu', { from: 2, to: 3 }]],
    );
  });

  it('lets nobody propose what the guard refuses', async () => {
    assert.equal((await draft('不交就法院见。')).status, 200);
    const told = await author.post('/api/wording/propose', { id: (await version())?.id });
    assert.equal(told.status, 422);
    assert.match(told.body, /guard:threat.*WORDING_FAULTY/u);
  });

  it('leads from a draft to what residents hear by two people, and back by one', async () => {
    await draft('您好，我在的，您慢慢说。');
    const id = (await version())?.id;
    assert.equal((await author.post('/api/wording/propose', { id })).status, 200);
    const own = await author.post('/api/wording/approve', { id });
    assert.deepEqual([own.status, own.json], [403, { code: 'WORDING_OWN' }]);
    assert.equal((await lawyer.post('/api/wording/approve', { id })).status, 200);
    const [place] = (await view()).places;
    assert.deepEqual([place?.said, place?.own], ['您好，我在的，您慢慢说。', id]);
    assert.deepEqual(
      place?.versions[0]?.steps.map(({ step, by }) => [step, by]),
      [
        ['drafted', '小陈'],
        ['proposed', '小陈'],
        ['approved', 'legal'],
      ],
    );
    const ended = await author.post('/api/wording/end', { id, reason: '听着不顺' });
    assert.equal(ended.status, 200);
    assert.equal((await view()).places[0]?.own, null);
  });

  it('lets who works for one estate write, and not decide for all', async () => {
    await draft('您好，请讲，我记着。', steward);
    const id = (await version())?.id;
    assert.equal((await steward.post('/api/wording/propose', { id })).status, 200);
    const manager = await desk.signIn('manager');
    const told = await manager.post('/api/wording/approve', { id });
    assert.deepEqual([told.status, told.json], [403, { code: 'NOT_YOURS' }]);
    const refused = await lawyer.post('/api/wording/refuse', { id, reason: '太生硬' });
    assert.equal(refused.status, 200);
    assert.equal((await version())?.state, 'refused');
  });

  it('shows how one wording sounds for an account somebody makes up', async () => {
    const place = { script: 'unknown/first-reminder', locale: 'zh-CN', variant: 0 };
    const body = { ...place, estate: 'peach', account: ACCOUNT };
    const shipped = sampleResult.parse((await author.post('/api/script/sample', body)).json);
    assert.match(shipped.text ?? '', /1288\.05元/u);
    const text = '{room}还有{total}没有缴（{months}）。{payLink}';
    const mine = sampleResult.parse(
      (await author.post('/api/script/sample', { ...body, text })).json,
    );
    assert.match(mine.text ?? '', /3-2-1101还有1288\.05元没有缴（2026年1月/u);
  });

  it('plays a conversation that touches nothing, and says why each script was chosen', async () => {
    const count = async () =>
      desk.store.read(async (tx) => (await tx.outbox.of(desk.peach.conversation.id)).length);
    const before = await count();
    const body = { estate: 'peach', locale: 'zh-CN', account: ACCOUNT, draft: null };
    const { lines } = tryResult.parse(
      (
        await author.post('/api/script/try', {
          ...body,
          begin: 'stage',
          said: ['我周五交', '我要找人工', '在吗'],
        })
      ).json,
    );
    assert.deepEqual(
      lines.map((one) => (one.from === 'engine' ? one.act : one.from)),
      ['us', 'resident', 'record-promise', 'us', 'resident', 'us', 'hand-off', 'resident'],
    );
    const [opening] = lines;
    assert.ok(opening?.from === 'us' && opening.script.startsWith('forgetful/'));
    assert.equal(opening.why.trigger, 'remind');
    assert.match(opening.text, /1288\.05元/u);
    assert.equal(await count(), before);
  });

  it('lets an author hear a draft before anybody else does', async () => {
    const told = await author.post('/api/script/try', {
      estate: 'peach',
      locale: 'zh-CN',
      begin: null,
      said: ['你好'],
      account: { ...ACCOUNT, category: 'unknown' },
      draft: { ...PLACE, text: '您好，我在的，您慢慢说。' },
    });
    const answer = tryResult.parse(told.json).lines.find(({ from }) => from === 'us');
    assert.ok(answer?.from === 'us' && answer.version === 'draft');
    assert.match(answer.text, /我在的，您慢慢说/u);
  });

  it('refuses an account that cannot be, and a script nobody has', async () => {
    const place = { script: 'unknown/first-reminder', locale: 'zh-CN', variant: 0 };
    const sample = { ...place, estate: 'peach', account: { ...ACCOUNT, sum: '12元8' } };
    const bad = await author.post('/api/script/sample', sample);
    assert.deepEqual([bad.status, bad.json], [422, { code: 'BAD_SUM' }]);
    const none = await author.get('/api/script?id=unknown/none&estate=peach');
    assert.equal(none.status, 404);
    const outside = await steward.get('/api/script?id=unknown/greeting&estate=plum');
    assert.equal(outside.status, 404);
  });
});
