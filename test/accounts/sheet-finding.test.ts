import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CellValue } from 'hucre';
import writeXlsxFile from 'write-excel-file/node';
import { xlsOf } from './hand-made-xls.ts';
import { BILL, HEAD, found, look, lookAtLines, lookAtSheets, told } from './arrears-file.ts';

const table = (...lines: string[]): CellValue[][] => lines.map((line) => line.split(','));
const bill = (room: string, period = '2026年上半年', sums = '100,0,100') =>
  `${room},李四,13800000001,${period},${sums}`;

describe('A workbook', () => {
  it('with two rows of header is read by both', async () => {
    const plan = await lookAtLines(
      '房号,业主姓名,手机,计费,,金额,',
      ',,,开始时间,结束时间,应收,欠费',
      '3-2-1101,李四,13800000001,2026-01-01,2026-06-30,100,100',
      '3-2-1102,李四,13800000001,2026-01,,100,100',
    );
    assert.deepEqual(
      plan.bills.map(({ period }) => period),
      [{ from: '2026-01', to: '2026-06' }],
    );
    assert.deepEqual(found(plan), ['4 E_PERIOD 计费开始时间']);
  });

  it('tells where one bill stands twice, also in another sheet', async () => {
    const plan = await lookAtSheets(
      { name: '一月', rows: table(HEAD, bill('3-2-1101'), bill('3-2-1101', '202601-202606')) },
      { name: '二月', rows: table(HEAD, bill('3-2-1101')) },
    );
    assert.deepEqual(found(plan), ['3 E_DUPLICATE 账期', '2 E_DUPLICATE 账期']);
    assert.match(plan.findings[0]?.message ?? '', /^和第2行是/u);
    assert.match(plan.findings[1]?.message ?? '', /^和工作表“一月”第2行是/u);
    assert.deepEqual([plan.bills.length, plan.refused], [1, 2]);
  });

  it('tells of periods that overlap and of another owner in one home', async () => {
    const other = bill('3-2-1101', '2026年第三季度').replace('李四', '王五');
    const plan = await lookAtLines(HEAD, bill('3-2-1101'), bill('3-2-1101', '2026年6月'), other);
    assert.deepEqual(found(plan), ['3 W_OVERLAP 账期', '4 W_OWNER_DIFFERS 业主姓名']);
    assert.equal(plan.bills.length, 3);
  });

  it('tells of hidden rows, which are taken, and of hidden sheets, which are not', async () => {
    const rowDefs = new Map([[2, { hidden: true }]]);
    const rows = table(HEAD, bill('3-2-1101'), bill('3-2-1102'));
    const plan = await lookAtSheets(
      { name: '欠费', rows, rowDefs },
      { name: '去年', hidden: true, rows: table(HEAD, bill('3-2-1103')) },
      { name: '说明', rows: table('电话缺失的请补齐') },
    );
    assert.deepEqual(found(plan), ['3 W_HIDDEN_ROW ', '0 W_HIDDEN_SHEET ', '0 I_SHEET ']);
    assert.match(told(plan, 'W_HIDDEN_SHEET'), /“去年”/u);
    assert.deepEqual(
      plan.bills.map(({ room }) => room),
      ['3-2-1101', '3-2-1102'],
    );
  });

  it('with no header at all is told so', async () => {
    const plan = await lookAtLines('你好,再见', '1,2');
    assert.deepEqual(found(plan), ['0 I_SHEET ', '0 E_NO_HEADER ']);
  });

  it('with a column twice is read by the first', async () => {
    const plan = await lookAtLines(`${HEAD},已收金额`, `${BILL},90`);
    assert.deepEqual(found(plan), ['1 W_COLUMN_TWICE 已收金额']);
    assert.equal(plan.total, 10_000);
  });

  it('keeps buildings merged over rows, and refuses sums merged so', async () => {
    const [building, total] = [
      { value: '3栋', rowSpan: 3 },
      { value: 300, type: Number, rowSpan: 2 },
    ];
    const text = (value: string) => ({ value });
    const sheet = writeXlsxFile([
      ['楼栋', '房号', '业主', '电话', '账期', '欠费金额'].map(text),
      [building, text('101'), text('李四'), text('13800000001'), text('2026-01'), total],
      [null, text('102'), text('王五'), text('13800000002'), text('2026-01'), null],
      [null, text('103'), text('赵六'), text('13800000003'), text('2026-01'), text('100')],
    ]);
    const plan = await look(await sheet.toBuffer(), 'arrears.xlsx');
    assert.deepEqual(found(plan), ['2 E_MERGED_AMOUNT 欠费金额', '3 E_MERGED_AMOUNT 欠费金额']);
    assert.match(told(plan, 'E_MERGED_AMOUNT'), /300/u);
    assert.deepEqual(
      plan.bills.map(({ room }) => room),
      ['3-103'],
    );
  });

  it('that lost its merged cells as separated values is filled down, and says where', async () => {
    const plan = await lookAtLines(
      '楼栋,单元,房号,业主,电话,账期,欠费金额',
      '3栋,2单元,1101,李四,13800000001,2026-01,100',
      ',,,,,2026-02,100',
      ',,1102,王五,13800000002,2026-01,100',
      ',,,赵六,13800000003,2026-01,100',
    );
    assert.deepEqual(
      plan.bills.map(({ room, owner, phone }) => [room, owner, phone]),
      [
        ['3-2-1101', '李四', '13800000001'],
        ['3-2-1101', '李四', '13800000001'],
        ['3-2-1102', '王五', '13800000002'],
      ],
    );
    assert.deepEqual(found(plan), [
      ...['楼栋', '单元', '房号', '业主', '电话'].map((column) => `3 W_FILLED_DOWN ${column}`),
      '4 W_FILLED_DOWN 楼栋',
      '4 W_FILLED_DOWN 单元',
      '5 E_ROOM 房号',
    ]);
    assert.ok(!plan.findings.some(({ message }) => message.includes('13800000001')));
  });

  it('of a spreadsheet is never filled down, because its merged cells are known', async () => {
    const rows = table(
      '楼栋,房号,业主,账期,欠费金额',
      '3栋,101,李四,2026-01,1',
      ',102,李四,2026-01,1',
    );
    const plan = await lookAtSheets({ name: '欠费', rows });
    assert.ok(found(plan).includes('3 E_ROOM 房号'));
  });

  it('of Excel 97 is read as well, merged buildings and all', async () => {
    const rows = [
      ['楼栋', '房号', '业主', '电话', '账期', '欠费金额'],
      ['3栋', '101', '李四', 13_800_000_001, '2026-01', 100.5],
      [null, 102, '王五', '13800000002', '2026-01', '￥100'],
    ];
    const plan = await look(xlsOf('欠费', rows, [[1, 2]]), 'arrears.xls');
    assert.deepEqual(found(plan), []);
    assert.deepEqual(
      plan.bills.map(({ room, phone, amount }) => [room, phone, amount]),
      [
        ['3-101', '13800000001', 10_050],
        ['3-102', '13800000002', 10_000],
      ],
    );
  });

  it('in the encodings of offices reads the same', async () => {
    const gb18030 = Buffer.from(
      'b7bfbac52cd2b5d6f72cd5cbc6da2cc7b7b7d10a312d312d3130312cc0eecbc42c323032362d30312c31',
      'hex',
    );
    const text = '房号,业主,账期,欠费\n1-1-101,李四,2026-01,1';
    for (const bytes of [gb18030, Buffer.from(text), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      const { bills } = await look(bytes, 'arrears.csv');
      assert.deepEqual(
        bills.map(({ room, owner, amount }) => [room, owner, amount]),
        [['1-1-101', '李四', 100]],
      );
    }
  });

  it('says the day of its figures behind the word or in the next cell', async () => {
    for (const first of ['数据截止日期：2026年11月20日 单位：元', '数据截止日期,2026-11-20']) {
      const plan = await lookAtLines(`${first}\n${HEAD}`, BILL);
      assert.equal(plan.asOf, '2026-11-20');
    }
  });
});

describe('A total in a workbook', () => {
  const rows = [bill('3-2-1101'), bill('3-2-1102', '2026年上半年', '50,20,30')];

  it('that agrees is no bill and no finding', async () => {
    for (const line of [
      '合计,,,,150,20,130',
      '合 计：,,,,150.00,20,130',
      '3栋小计,,,,150,20,130',
    ]) {
      const plan = await lookAtLines(HEAD, ...rows, line);
      assert.deepEqual([found(plan), plan.bills.length, plan.refused], [[], 2, 0], line);
    }
  });

  it('that does not agree is told with both sums', async () => {
    const plan = await lookAtLines(HEAD, ...rows, '合计,,,,150,20,140');
    assert.deepEqual(found(plan), ['4 W_TOTAL 欠费金额']);
    assert.match(told(plan, 'W_TOTAL'), /140\.00.*130\.00/u);
  });

  it('counts refused rows as far as they can be read, or leaves them out', async () => {
    for (const sums of ['250,20,230', '150,20,130']) {
      const plan = await lookAtLines(HEAD, ...rows, bill('3-2-1103', '上半年'), `合计,,,,${sums}`);
      assert.deepEqual(found(plan), ['4 E_PERIOD 账期'], sums);
    }
  });

  it('may be of a part: each subtotal of its own rows', async () => {
    const more = bill('4-1-101');
    const good = await lookAtLines(
      HEAD,
      ...rows,
      '小计,,,,,,130',
      more,
      '小计,,,,,,100',
      '总计,,,,,,230',
    );
    assert.deepEqual(found(good), []);
    const bad = await lookAtLines(HEAD, ...rows, '小计,,,,,,130', more, '小计,,,,,,90');
    assert.deepEqual(found(bad), ['6 W_TOTAL 欠费金额']);
    assert.match(told(bad, 'W_TOTAL'), /90\.00.*100\.00/u);
  });

  it('of each home in a column is compared with the rows of that home', async () => {
    const head = `${HEAD},合计`;
    const plan = await lookAtLines(
      head,
      `${bill('1-101')},200`,
      `${bill('1-101', '2025年下半年')},`,
      `${bill('1-102')},300`,
      `${bill('1-102', '2025年下半年')},`,
      `${bill('1-103')},100`,
    );
    assert.deepEqual(found(plan), ['4 W_TOTAL 合计']);
    assert.match(told(plan, 'W_TOTAL'), /300\.00.*200\.00/u);
  });

  it('is not seen in a remark, a heading or a footnote; these are no bills', async () => {
    const plan = await lookAtLines(
      `楼栋,${HEAD},备注`,
      '3栋,,,,,,,,',
      `3栋,${bill('101')},合计`,
      '制表：财务部,,,,,,,,',
    );
    assert.deepEqual([found(plan), plan.bills.length, plan.refused], [[], 1, 0]);
  });
});
