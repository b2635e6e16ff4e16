import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NO_MAPPINGS, type Mappings } from '#accounts/import/choose-header.ts';
import type { SheetMapping } from '#accounts/import/column-mapping.ts';
import { knownMappings } from '#accounts/import/known-mappings.ts';
import { planImport } from '#accounts/import/plan-import.ts';
import { AS_OF, WORDS, found, told } from './arrears-file.ts';
import { withEstate } from './booked-estate.ts';

const MAPPING: SheetMapping = {
  sheet: 'a.csv',
  read: true,
  headerRow: 1,
  columns: {},
  days: 'dmy',
  unit: 'fen',
};

const read = async (lines: readonly string[], mappings: Mappings = NO_MAPPINGS) =>
  planImport(Buffer.from(lines.join('\n')), 'a.csv', WORDS, '物业费', AS_OF, mappings);
const given = async (lines: readonly string[], change: Partial<SheetMapping>) =>
  read(lines, { ...NO_MAPPINGS, given: [{ ...MAPPING, ...change }] });

const LINES = ['房,名,期,钱', '1-1-101,李四,31/01/2026,12000', '1-1-102,王五,28/02/2026,5'];
const COLUMNS = { house: 0, owner: 1, due: 2, open: 3, period: 4 } as const;
const WITH_PERIOD = LINES.map((line, at) => `${line},${at === 0 ? '月' : '2026-01'}`);

describe('How columns are read', () => {
  it('is shown with the titles, the first values, and what each was taken for', async () => {
    const { sheets } = await read([
      '房号,账期,欠费,杂',
      '1-1-101,2026-01,5,x',
      '1-1-102,2026-01,6,',
    ]);
    assert.deepEqual(sheets, [
      {
        sheet: 'a.csv',
        read: true,
        headerRow: 1,
        by: 'found',
        days: 'ymd',
        unit: 'yuan',
        columns: [
          { title: '房号', field: 'room', samples: ['1-1-101', '1-1-102'] },
          { title: '账期', field: 'period', samples: ['2026-01', '2026-01'] },
          { title: '欠费', field: 'open', samples: ['5', '6'] },
          { title: '杂', field: null, samples: ['x'] },
        ],
      },
    ]);
  });

  it('can be said where titles say nothing: columns, the order of days, and fen', async () => {
    assert.deepEqual(found(await read(WITH_PERIOD)), ['0 I_SHEET ', '0 E_NO_HEADER ']);
    const plan = await given(WITH_PERIOD, { columns: COLUMNS });
    assert.deepEqual(
      plan.bills.map(({ room, due, amount }) => [room, due, amount]),
      [
        ['1-1-101', '2026-01-31', 12_000],
        ['1-1-102', '2026-02-28', 5],
      ],
    );
  });

  const wrong: readonly [string, Partial<SheetMapping>, RegExp][] = [
    ['names no sum', { columns: { house: 0, period: 4 } }, /至少要指定/u],
    ['takes one column for two things', { columns: { ...COLUMNS, paid: 3 } }, /不能当两个/u],
    ['names a column that is not there', { columns: { ...COLUMNS, open: 40 } }, /不存在/u],
    ['begins at a row that is not there', { columns: COLUMNS, headerRow: 30 }, /没有这一行/u],
    ['takes names for sums', { columns: { ...COLUMNS, owner: 3, open: 1 } }, /大多不像.*名/u],
  ];
  for (const [what, change, why] of wrong) {
    it(`that ${what} is refused in clear words, and nothing is taken`, async () => {
      const plan = await given(WITH_PERIOD, change);
      assert.match(told(plan, 'E_MAPPING'), why);
      assert.deepEqual(plan.bills, []);
    });
  }

  it('cannot be telephone numbers for sums, though they are numbers', async () => {
    const lines = ['房,电话,月', '1-1-101,13800000001,2026-01', '1-1-102,13800000002,2026-01'];
    const plan = await given(lines, { columns: { house: 0, open: 1, period: 2 }, unit: 'yuan' });
    assert.match(told(plan, 'E_MAPPING'), /大多不像.*电话/u);
  });

  it('leaves out a sheet that somebody left out', async () => {
    const plan = await given(WITH_PERIOD, { read: false });
    assert.deepEqual(found(plan), ['0 I_LEFT_OUT ']);
  });

  it('counts fen where the title says so, and says that it did', async () => {
    const plan = await read(['房号,账期,欠费（分）', '1-1-101,2026-01,12005']);
    assert.deepEqual(
      plan.bills.map(({ amount }) => amount),
      [12_005],
    );
    assert.ok(found(plan).includes('1 W_UNIT '));
  });

  it('gives refused rows back as they stand in the file, not as they were read', async () => {
    const plan = await given([...WITH_PERIOD, '1-1-103,赵六,99/01/2026,300,2026-01'], {
      columns: COLUMNS,
    });
    assert.deepEqual(plan.refusedSheets[0]?.rows[0]?.cells, [
      '1-1-103',
      '赵六',
      '99/01/2026',
      '300',
      '2026-01',
    ]);
  });

  it('is remembered with the booking, so that next month’s file goes through by itself', async () => {
    await withEstate(async (estate) => {
      const known = async () => estate.store.read((tx) => knownMappings(tx, '云杉苑'));
      assert.equal((await known()).size, 0);
      await estate.bookPlan(await given(WITH_PERIOD, { columns: COLUMNS }));
      const next = WITH_PERIOD.map((line) => line.replace('12000', '13000'));
      const plan = await read(['标题', '', ...next], { given: [], known: await known() });
      assert.deepEqual(
        found(plan).filter((line) => line.includes('I_')),
        ['3 I_REMEMBERED '],
      );
      assert.deepEqual(
        plan.bills.map(({ amount }) => amount),
        [13_000, 5],
      );
      assert.equal(plan.sheets[0]?.by, 'remembered');
    });
  });
});
