import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { waveHomes, waveList, wavePreview, waveResults, waveView } from '#console/wave-api.ts';
import { fen } from '#domain/money.ts';
import type { StaffRole } from '#ports/store/staff.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

describe('waves in the console', () => {
  let desk: Console;
  let chen: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    await desk.store.write(async (tx) => {
      const member = await tx.staff.byLogin('chen');
      if (!member) throw new Error('nobody');
      const state = { mustChange: false, endedAt: null, estates: [] };
      for (const [id, role] of [
        ['li', 'manager'],
        ['lin', 'admin'],
        ['zhao', 'service'],
      ] satisfies [string, StaffRole][]) {
        await tx.staff.put({ ...member, ...state, id, login: id, name: id, role });
      }
    });
    chen = await desk.signIn('chen');
  });
  afterEach(async () => desk.close());

  async function draw(): Promise<string> {
    const households = [desk.plum.household.id];
    const { status, json } = await chen.post('/api/estates/plum/waves', { households });
    assert.equal(status, 200);
    assert.ok(typeof json === 'object' && json !== null && 'id' in json);
    return String(json.id);
  }

  async function seen(id: string, by = chen) {
    return waveView.parse((await by.get(`/api/waves/${id}`)).json);
  }

  /** Makes every wave of the estate too large for one person. */
  async function demandSecond(): Promise<void> {
    const { estate } = desk.plum;
    const policy = { ...estate.policy, approveAbove: 0 };
    await desk.store.write((tx) => tx.estates.put({ ...estate, policy }));
  }

  const codeOf = (json: unknown) =>
    typeof json === 'object' && json !== null && 'code' in json ? json.code : undefined;

  it('show before a wave who is reminded of what, in which words, and why not', async () => {
    const { json } = await chen.get('/api/estates/plum/wave');
    const { rows, total, sending, withheld } = wavePreview.parse(json);
    const [row] = rows;
    assert.equal(rows.length, 1);
    assert.equal(row?.room, '3-2-1101');
    assert.equal(row?.total, '1288.00');
    assert.equal(total, '1288.00');
    assert.equal(sending + withheld, 1);
    assert.notEqual(row?.sample, '');

    await desk.store.write(async (tx) => {
      const { contactId } = desk.plum.conversation;
      await tx.contacts.setOptedOut(contactId, MORNING);
    });
    const after = wavePreview.parse((await chen.get('/api/estates/plum/wave')).json);
    assert.ok(after.rows[0]?.reasons.includes('opted-out'));
    assert.deepEqual([after.sending, after.withheld], [0, 1]);
  });

  it('are drawn up without an order, and ordered in the name of who started them', async () => {
    const id = await draw();
    const drafted = await seen(id);
    assert.deepEqual([drafted.state, drafted.size, drafted.total], ['drafted', 1, '1288.00']);
    assert.equal((await chen.post(`/api/waves/${id}/start`)).status, 200);
    const running = await seen(id);
    assert.equal(running.state, 'running');
    assert.deepEqual(
      running.acts.map(({ act, by }) => [act, by]),
      [
        ['drawn', '小陈'],
        ['started', '小陈'],
      ],
    );
    const wave = await desk.store.read((tx) => tx.waves.byId(id));
    assert.equal(wave?.orderedBy, 'chen');
    const entries = await desk.store.read((tx) => tx.ledger.after('plum', 0, 10));
    assert.deepEqual(
      entries.map(({ type }) => type),
      ['wave', 'wave'],
    );
    const { waves } = waveList.parse((await chen.get('/api/estates/plum/waves')).json);
    assert.deepEqual(
      waves.map((one) => [one.id, one.state, one.progress.waiting]),
      [[id, 'running', 1]],
    );
  });

  it('are not drawn up of nobody, of strangers, or of whom a rule withholds', async () => {
    const path = '/api/estates/plum/waves';
    assert.equal((await chen.post(path, { households: [] })).status, 400);
    const theirs = { households: [desk.peach.household.id] };
    assert.equal((await chen.post(path, theirs)).status, 404);
    const { contactId } = desk.plum.conversation;
    await desk.store.write((tx) => tx.contacts.setOptedOut(contactId, MORNING));
    const refused = await chen.post(path, { households: [desk.plum.household.id] });
    assert.deepEqual([refused.status, codeOf(refused.json)], [409, 'WAVE_WITHHELD']);
  });

  it('that are large need a second person, who sees what changed and is not the author', async () => {
    await demandSecond();
    const id = await draw();
    await chen.post(`/api/waves/${id}/start`);
    assert.equal((await seen(id)).state, 'waiting');
    const own = await chen.post(`/api/waves/${id}/approve`);
    assert.deepEqual([own.status, codeOf(own.json)], [409, 'WAVE_OWN']);

    await desk.store.write(async (tx) => {
      const [charge] = await tx.charges.open(desk.plum.household.id);
      await tx.charges.addPaid(charge?.id ?? '', fen(64_400));
    });
    const lin = await desk.signIn('lin');
    const shown = await seen(id, lin);
    assert.equal(shown.mayApprove, true);
    assert.deepEqual(
      shown.drift.map(({ kind, sums }) => [kind, ...sums]),
      [['sum', '1288.00', '644.00']],
    );
    const li = await desk.signIn('li');
    const both = await Promise.all([
      lin.post(`/api/waves/${id}/approve`),
      li.post(`/api/waves/${id}/approve`),
    ]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    const wave = await desk.store.read((tx) => tx.waves.byId(id));
    assert.ok(wave?.orderedBy === 'lin' || wave?.orderedBy === 'li');
  });

  it('are approved or stopped, not both', async () => {
    await demandSecond();
    const id = await draw();
    await chen.post(`/api/waves/${id}/start`);
    const lin = await desk.signIn('lin');
    const [stopped, approved] = await Promise.all([
      chen.post(`/api/waves/${id}/stop`, { reason: '名单不对' }),
      lin.post(`/api/waves/${id}/approve`),
    ]);
    const { state } = await seen(id);
    if (approved.status === 409) assert.equal(codeOf(approved.json), 'WAVE_MOVED');
    // An approval that was first is stopped a moment later, as anything that runs.
    assert.equal(stopped.status, 200);
    assert.equal(state, 'stopped');
    const late = await lin.post(`/api/waves/${id}/approve`);
    assert.deepEqual([late.status, codeOf(late.json)], [409, 'WAVE_MOVED']);
  });

  it('may be paused by whoever answers residents, with a reason; going on is for the manager', async () => {
    const id = await draw();
    await chen.post(`/api/waves/${id}/start`);
    const zhao = await desk.signIn('zhao');
    assert.equal((await zhao.post(`/api/waves/${id}/pause`, {})).status, 400);
    assert.equal((await zhao.post(`/api/waves/${id}/pause`, { reason: '业主来问' })).status, 200);
    assert.equal((await zhao.post(`/api/waves/${id}/resume`)).status, 403);
    assert.equal((await zhao.post(`/api/waves/${id}/stop`, { reason: '不对' })).status, 403);
    assert.equal((await chen.post(`/api/waves/${id}/resume`)).status, 200);
    const { acts } = await seen(id);
    assert.deepEqual(
      acts.slice(2).map(({ act, reason }) => [act, reason]),
      [
        ['paused', '业主来问'],
        ['resumed', null],
      ],
    );
  });

  it('show each household as it was shown, and nothing of another estate', async () => {
    const id = await draw();
    const { rows } = waveHomes.parse((await chen.get(`/api/waves/${id}/homes`)).json);
    assert.deepEqual(
      rows.map(({ room, sum, stand }) => [room, sum, stand]),
      [['3-2-1101', '1288.00', 'waiting']],
    );
    const wang = await desk.signIn('wang');
    for (const path of ['', '/homes', '/results', '/results.xlsx']) {
      assert.equal((await wang.get(`/api/waves/${id}${path}`)).status, 404);
    }
  });

  it('tell what came after, and nothing before anything was sent', async () => {
    const id = await draw();
    await chen.post(`/api/waves/${id}/start`);
    const results = waveResults.parse((await chen.get(`/api/waves/${id}/results`)).json);
    assert.deepEqual([results.reached, results.paid, results.holdOut], [0, 0, null]);
    const file = await chen.get(`/api/waves/${id}/results.xlsx`);
    assert.equal(file.status, 200);
    assert.match(String(file.headers['content-disposition']), /wave-.*\.xlsx/u);
  });

  it('print slips only for whom no channel can open a conversation with, each code with its entry', async () => {
    await desk.store.write(async (tx) => {
      const told = { owner: '王五', phone: null, occupancy: 'occupied' } as const;
      const home = await tx.households.put({ estateId: 'plum', room: '3-2-1102', ...told });
      const [charge] = await tx.charges.all(desk.plum.household.id);
      if (!charge) throw new Error('no charge');
      const { item, from, to, due, amount, asOf } = charge;
      const bill = { item, from, to, due, amount, asOf, paid: fen(0), importId: null };
      await tx.charges.put({ householdId: home.id, ...bill });
    });
    const id = await draw();
    assert.equal((await seen(id)).unreachable, 1);
    const file = await chen.post(`/api/waves/${id}/slips`);
    assert.equal(file.status, 200);
    assert.ok(file.body.startsWith('%PDF'));
    const entries = await desk.store.read((tx) => tx.ledger.after('plum', 0, 10));
    assert.equal(entries.filter(({ type }) => type === 'code').length, 1);
    const [audit] = await desk.store.read((tx) => tx.audit.newest(1, Infinity));
    assert.deepEqual([audit?.act, audit?.actor, audit?.subject], ['export', 'chen', id]);
    const zhao = await desk.signIn('zhao');
    assert.equal((await zhao.post(`/api/waves/${id}/slips`)).status, 403);
  });
});
