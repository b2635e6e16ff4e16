import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { BillRow } from '#accounts/import/bill-row.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import { committed, importPreview } from '#console/import-api.ts';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import { planOf } from '../fixtures/import-plan.ts';
import { type Browser, type Console, ask, openConsole } from './open-console.ts';

const BILL: BillRow = {
  room: '3-2-1101',
  owner: '李四',
  phone: null,
  occupancy: 'occupied',
  item: '物业费',
  period: { from: '2026-10', to: '2026-12' },
  due: localDate('2027-01-10'),
  amount: fen(64400),
  paid: fen(0),
};
const PLAN: ImportPlan = planOf([BILL], {
  fileName: '十一月.xlsx',
  refused: 1,
  findings: [
    {
      sheet: '欠费',
      row: 7,
      column: '账期',
      code: 'E_PERIOD',
      severity: 'error',
      message: '账期看不懂',
    },
  ],
  refusedSheets: [
    {
      sheet: '欠费',
      header: [['房号', '账期']],
      rows: [{ row: 7, cells: ['1-1-101', '?'], reasons: ['账期看不懂'] }],
    },
  ],
});
const BROKEN: ImportPlan = { ...PLAN, bills: [], total: fen(0) };

describe('importing in the console', () => {
  let desk: Console;
  let chen: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    desk.acts.planImport.resolves(PLAN);
  });
  afterEach(async () => desk.close());

  async function upload(
    browser: Browser,
    fields: Record<string, string>,
    file: Blob | null = new Blob(['PK']),
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    if (file) form.append('file', file, '十一月.xlsx');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const type = request.headers.get('content-type') ?? '';
    const payload = Buffer.from(await request.arrayBuffer());
    const { cookie, csrf } = browser;
    const headers = { cookie, 'x-csrf-token': csrf, 'content-type': type };
    return ask(desk.server, { method: 'POST', url: '/api/imports/preview', headers, payload });
  }

  it('shows what a workbook would change before anything is written', async () => {
    const { json } = await upload(chen, { estate: '梅园', asOf: '2026-11-22' });
    const preview = importPreview.parse(json);
    assert.equal(preview.fileName, '十一月.xlsx');
    assert.deepEqual([preview.accepted, preview.refused, preview.total], [1, 1, '644.00']);
    assert.deepEqual(preview.totals.bills, { added: 1, changed: 0, unchanged: 0, missing: 0 });
    assert.deepEqual([preview.totals.rooms['changed'], preview.known], [1, null]);
    assert.equal(preview.rows[0]?.message, '账期看不懂');
    assert.equal(desk.acts.bookImport.callCount, 0);
  });

  it('books what was shown, once, in the name of who looked at it', async () => {
    const { json } = await upload(chen, { estate: '梅园', asOf: '2026-11-22' });
    const { token } = importPreview.parse(json);
    const answer = await chen.post('/api/imports/commit', { token });
    assert.deepEqual(committed.parse(answer.json), {
      importId: 'booked',
      estateId: 'plum',
      accepted: 1,
      refused: 1,
      held: 0,
      total: '644.00',
    });
    const asOf = '2026-11-22';
    const order = { estate: '梅园', asOf, mode: 'partial', mayHold: null, by: 'chen' };
    assert.deepEqual(desk.acts.bookImport.args, [[PLAN, order]]);
    assert.equal((await chen.post('/api/imports/commit', { token })).status, 404);
  });

  it('books nothing that somebody else looked at', async () => {
    const { json } = await upload(chen, { estate: '桃园', asOf: '2026-11-22' });
    const { token } = importPreview.parse(json);
    const wang = await desk.signIn('wang');
    assert.equal((await wang.post('/api/imports/commit', { token })).status, 404);
    assert.equal(desk.acts.bookImport.callCount, 0);
  });

  it('is for the estates somebody works for; whether another exists is not told', async () => {
    const wang = await desk.signIn('wang');
    for (const estate of ['梅园', '没有这个园']) {
      const answer = await upload(wang, { estate, asOf: '2026-11-22' });
      assert.deepEqual([answer.status, answer.json], [403, { code: 'NOT_YOURS' }]);
    }
    assert.equal((await upload(wang, { estate: '桃园', asOf: '2026-11-22' })).status, 200);
  });

  it('asks for the day of the figures where the workbook does not say it', async () => {
    assert.deepEqual((await upload(chen, { estate: '梅园' })).json, { code: 'AS_OF_MISSING' });
    desk.acts.planImport.resolves({ ...PLAN, asOf: localDate('2026-11-20') });
    const { json } = await upload(chen, { estate: '梅园' });
    assert.equal(importPreview.parse(json).asOf, '2026-11-20');
  });

  it('says when nothing could be read, and books no empty workbook', async () => {
    desk.acts.planImport.resolves(BROKEN);
    assert.deepEqual((await upload(chen, { estate: '梅园' })).json, { code: 'UNREADABLE_FILE' });
    const { json } = await upload(chen, { estate: '梅园', asOf: '2026-11-22' });
    const { token, accepted } = importPreview.parse(json);
    assert.equal(accepted, 0);
    const answer = await chen.post('/api/imports/commit', { token });
    assert.deepEqual([answer.status, answer.json], [422, { code: 'NOTHING_TO_BOOK' }]);
    assert.equal(desk.acts.bookImport.callCount, 0);
  });

  it('needs a file and an estate', async () => {
    assert.deepEqual((await upload(chen, { estate: '梅园' }, null)).json, { code: 'INCOMPLETE' });
    assert.deepEqual((await upload(chen, { asOf: '2026-11-22' })).json, { code: 'INCOMPLETE' });
    assert.equal((await chen.post('/api/imports/preview', {})).status, 406);
  });

  it('takes nine megabytes and refuses eleven', async () => {
    const blob = (megabytes: number) => new Blob([new Uint8Array(megabytes * 1024 * 1024)]);
    const fields = { estate: '梅园', asOf: '2026-11-22' };
    assert.equal((await upload(chen, fields, blob(9))).status, 200);
    const answer = await upload(chen, fields, blob(11));
    assert.deepEqual([answer.status, answer.json], [413, { code: 'TOO_LARGE' }]);
  });
});
