import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import readXlsxFile from 'read-excel-file/node';
import { read } from 'hucre';
import writeXlsxFile from 'write-excel-file/node';
import { fen, formatYuan, parseYuan, sumFen } from '#domain/money.ts';
import { DAY_MS, HOUR_MS, localDate } from '#domain/time.ts';
import { LOCALES } from '#commands/open-house.ts';
import { estatesNamed } from '#papers/find-account.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import { FIGURES, type FigureKey } from '#papers/report/figure.ts';
import { type EstateReport, makeReport } from '#papers/report/make-report.ts';
import { reportDocument } from '#papers/report/report-document.ts';
import { rowsBehind } from '#papers/report/rows-behind.ts';
import { reportWorkbook } from '#papers/report/report-workbook.ts';
import { type LivedInHouse, openLivedInHouse, words } from './lived-in-house.ts';

const SPAN = { from: localDate('2026-10-01'), to: localDate('2026-11-30') };

async function reportOf({ store, clock }: LivedInHouse, span = SPAN): Promise<EstateReport> {
  return store.read(async (tx) => {
    const [estate] = await estatesNamed(tx, undefined);
    assert.ok(estate);
    return makeReport(tx, estate, span, clock.now());
  });
}

/** Cells of a workbook that a spreadsheet would calculate. */
async function formulas(bytes: Buffer) {
  const { sheets } = await read(bytes);
  return sheets
    .flatMap((sheet) => [...(sheet.cells?.values() ?? [])])
    .filter(({ formula, type }) => formula !== undefined || type === 'formula');
}

describe('The report', function () {
  this.timeout(60_000);
  let home: LivedInHouse;
  let report: EstateReport;
  before(async () => {
    home = await openLivedInHouse({ estate: { name: '=HYPERLINK("x")' } });
    const { service, wang, li } = home;
    await service.orderReminder(wang.id, 'wang');
    await service.orderReminder(li.id, 'wang');
    await service.pump.settle();
    await home.say('li', '我下周五交');
    await home.say('wang', '楼道一直没人打扫，不解决我不交');
    await home.pass(30 * HOUR_MS);
    const conversation = await home.store.read((tx) => tx.conversations.ofHousehold(wang.id));
    await service.staff.claim(conversation[0]?.id ?? '', 'chen');
    await service.staff.resolve(conversation[0]?.id ?? '', 'work-order');
    await service.confirmPayment({
      householdId: li.id,
      amount: fen(128_800),
      period: null,
      source: 'billing',
      externalId: 'r1',
    });
    await service.pump.settle();
    await home.say('li', '以后别再发了');
    report = await reportOf(home);
  });
  after(async () => {
    await home.close();
    home.remove();
  });

  const valueOf = (key: FigureKey) => report.figures[key].value;

  it('counts what fell due in the span and what of it is paid', () => {
    assert.deepEqual(
      [valueOf('due'), valueOf('paid'), valueOf('rate')],
      ['1288.00', '644.00', 0.5],
    );
    assert.deepEqual([valueOf('householdsDue'), valueOf('householdsPaid')], [2, 1]);
    assert.deepEqual([valueOf('received'), valueOf('payments')], ['1288.00', 1]);
    assert.deepEqual([valueOf('outstanding'), valueOf('householdsOutstanding')], ['1288.00', 1]);
  });

  it('counts promises, disputes with their times, opt-outs and messages', () => {
    assert.deepEqual(
      [valueOf('promisesMade'), valueOf('promisesKept'), valueOf('keptRate')],
      [1, 1, 1],
    );
    assert.deepEqual(report.tables.disputes.rows, [
      {
        room: '3-2-1102',
        cause: 'quality-dispute',
        opened: '2026-11-20 10:00',
        resolved: '2026-11-21 16:00',
        hours: 30,
      },
    ]);
    assert.deepEqual([valueOf('optOuts'), valueOf('reminders'), valueOf('inbound')], [1, 2, 3]);
  });

  it('measures how long disputes took, and sets complaints and opt-outs against the reminders', () => {
    assert.deepEqual([valueOf('disputeMedian'), valueOf('disputeNinth')], [30, 30]);
    assert.deepEqual([valueOf('optOutRate'), valueOf('complaintRate')], [0.5, 0]);
    assert.deepEqual([valueOf('answerMedian'), valueOf('disputesOverdue')], [30, 0]);
  });

  it('shows how far households came, without pretending that one step follows from another', () => {
    assert.deepEqual(report.tables.funnel.rows, [
      { key: 'owing', households: 2, share: 1 },
      { key: 'reached', households: 2, share: 1 },
      { key: 'replied', households: 2, share: 1 },
      { key: 'promised', households: 1, share: 0.5 },
      { key: 'paying', households: 1, share: 0.5 },
      { key: 'cleared', households: 1, share: 0.5 },
    ]);
  });

  it('lays cash, reminders and opt-outs side by side for every day of the span', () => {
    const moved = report.tables.flow.rows.filter(
      ({ inbound, received }) => Boolean(inbound) || received !== '0.00',
    );
    assert.equal(report.tables.flow.rows.length, 61);
    assert.deepEqual(moved, [
      {
        time: '2026-11-20',
        received: '0.00',
        payments: 0,
        reminders: 2,
        inbound: 2,
        handoffs: 1,
        optOuts: 0,
      },
      {
        time: '2026-11-21',
        received: '1288.00',
        payments: 1,
        reminders: 0,
        inbound: 1,
        handoffs: 0,
        optOuts: 1,
      },
    ]);
  });

  it('shows the cases behind every number, as many as the number says', async () => {
    const { store, clock } = home;
    await store.read(async (tx) => {
      const [estate] = await estatesNamed(tx, undefined);
      assert.ok(estate);
      for (const key of FIGURES) {
        const { value, unit } = report.figures[key];
        const rows = await rowsBehind(tx, estate, SPAN, key, clock.now());
        if (unit === 'count' && !key.startsWith('households')) {
          assert.equal(rows.length, value, key);
        }
        if (unit === 'yuan') {
          const sum = sumFen(rows.map((row) => parseYuan(row.sum ?? '') ?? fen(0)));
          assert.equal(formatYuan(sum), value, key);
        }
      }
    });
  });

  it('puts what is open into bands of age that add up', () => {
    const open = report.tables.ageing.rows.filter(({ open: sum }) => sum !== '0.00');
    assert.deepEqual(open, [
      { from: 31, to: 90, open: '644.00', households: 1 },
      { from: 91, to: 180, open: '644.00', households: 1 },
    ]);
  });

  it('says of every number until when it is known and what it counts, in both languages', () => {
    for (const tag of ['zh-CN', 'en']) {
      const { definitions } = reportDocument(
        { ...SPAN, made: 'now' },
        [report],
        readPaperWords(LOCALES, tag),
      );
      for (const key of FIGURES) assert.ok((definitions[key] ?? '').length > 10, key);
    }
    for (const key of FIGURES) assert.match(report.figures[key].asOf, /^2026-11-2\d/u, key);
    assert.equal(report.figures.due.asOf, '2026-11-20');
  });

  it('has no rate where there is nothing to divide by', async () => {
    const empty = await reportOf(home, {
      from: localDate('2020-01-01'),
      to: localDate('2020-01-31'),
    });
    assert.deepEqual(
      [empty.figures.rate.value, empty.figures.keptRate.value, empty.figures.due.value],
      [null, null, '0.00'],
    );
  });

  it('reads days on the clock of the estate', async () => {
    const friday = { from: localDate('2026-11-20'), to: localDate('2026-11-20') };
    const { figures } = await reportOf(home, friday);
    assert.deepEqual([figures.inbound.value, figures.payments.value], [2, 0]);
    await home.pass(DAY_MS);
    assert.deepEqual((await reportOf(home, friday)).figures.inbound, {
      ...figures.inbound,
      asOf: '2026-11-22 16:00',
    });
  });

  it('becomes a workbook whose numbers are numbers and whose words are never formulas', async () => {
    const document = reportDocument({ ...SPAN, made: '2026-11-21 16:00' }, [report], words);
    const bytes = await reportWorkbook(document, words);
    const sheets = await readXlsxFile(bytes);
    assert.deepEqual(
      sheets.map(({ sheet }) => sheet),
      [
        '总览',
        '每日到账与触达',
        '催缴漏斗',
        '欠费账龄',
        '原因',
        '各楼栋原因',
        '争议',
        '转人工',
        '未发原因',
        '发送结果',
        '同事工作量',
        '口径说明',
      ],
    );
    const rows = sheets[0]?.data ?? [];
    const due = rows.find((row) => row[1] === '应收');
    assert.deepEqual(due?.slice(0, 3), ['=HYPERLINK("x")', '应收', 1288]);
    assert.deepEqual(await formulas(bytes), []);
    const formula = [[{ value: '=1+1', type: 'Formula' as const }]];
    assert.equal((await formulas(await writeXlsxFile(formula).toBuffer())).length, 1);
  });
});
