import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { FINDING_CODES } from '#accounts/import/finding.ts';
import { FILE_REFUSALS } from '#accounts/sheet/sheet.ts';
import { LOCALES, ROOT } from '#commands/open-house.ts';
import { BILL, HEAD, found, lookAtLines, told } from './arrears-file.ts';

/** One row, changed; every other cell is in order. */
const CHANGED: readonly [string, string, string, RegExp][] = [
  ['3-2-1101', '2026-06-30', '2 E_ROOM 房号', /楼栋、单元、房号/u],
  ['2026年上半年', '2024.1', '2 E_PERIOD 账期', /“2024\.1”/u],
  ['2026年上半年', '上半年', '2 E_PERIOD 账期', /“上半年”/u],
  ['100,0,100', '一百,0,100', '2 E_AMOUNT 应收金额', /“一百”/u],
  ['100,0,100', ',,', '2 E_AMOUNT 欠费金额', /不是一个钱数/u],
  ['100,0,100', '10万元,0,100', '2 E_AMOUNT 应收金额', /“10万元”/u],
  ['100,0,100', '100.005,0,100', '2 E_DECIMALS 应收金额', /100\.005/u],
  ['100,0,100', '100,30,100', '2 E_BALANCE 欠费金额', /算出来是70\.00/u],
  ['100,0,100', '100,,120', '2 E_BALANCE 欠费金额', /算出来是100\.00/u],
  ['100,0,100', '-100,0,', '2 E_NEGATIVE 应收金额', /-100/u],
  ['100,0,100', '100,130,', '2 E_NEGATIVE 已收金额', /-30\.00/u],
  ['李四', '', '2 W_OWNER 业主姓名', /没有业主姓名/u],
  ['李四', '李四、王五', '2 W_OWNERS 业主姓名', /李四、王五/u],
  ['李四', '李四（儿子付）', '2 W_OWNER_NOTE 业主姓名', /儿子付/u],
  ['李四', '李四（已过户）', '2 W_SOLD 业主姓名', /“已过户”/u],
  ['13800000001', '-', '2 W_PHONE 联系电话', /没有可用的手机号/u],
  ['13800000001', '13800000001/13900000002', '2 W_PHONES 联系电话', /138\*{4}0001/u],
  ['13800000001', '1.38E+10', '2 W_PHONE_LOST 联系电话', /1\.38E\+10/u],
  ['2026年上半年', '2027年上半年', '2 W_FUTURE 账期', /“2027年上半年”/u],
  ['2026年上半年', '2022年上半年', '2 W_OLD 账期', /2022-06-30/u],
];

describe('A row that', () => {
  for (const [was, is, finding, message] of CHANGED) {
    const code = finding.split(' ')[1] ?? '';
    const isTaken = code.startsWith('W_');
    it(`has ${is} for ${was} is ${isTaken ? 'taken' : 'refused'} with ${code}`, async () => {
      assert.ok(BILL.includes(was));
      const cell = is.includes(',') || !/,/u.test(is) ? is : `"${is}"`;
      const plan = await lookAtLines(HEAD, BILL.replace(was, cell));
      assert.deepEqual(found(plan), [finding]);
      assert.match(told(plan, code), message);
      assert.deepEqual([plan.bills.length, plan.refused], isTaken ? [1, 0] : [0, 1]);
    });
  }

  it('is in order has no finding', async () => {
    assert.deepEqual(found(await lookAtLines(HEAD, BILL)), []);
  });

  it('is due on no day of the calendar is refused with E_DUE', async () => {
    const plan = await lookAtLines(`${HEAD},应收日期`, `${BILL},2026-02-30`);
    assert.deepEqual(found(plan), ['2 E_DUE 应收日期']);
  });

  it('says itself when an old debt was due', async () => {
    const plan = await lookAtLines(
      `${HEAD},应收日期`,
      `${BILL},2023-11-19`,
      `${BILL.replace('1101', '1102')},2023-11-20`,
    );
    assert.deepEqual(found(plan), ['2 W_OLD 应收日期']);
    const paid = await lookAtLines(
      `${HEAD},应收日期`,
      `${BILL.replace('0,100', '100,0')},2020-11-19`,
    );
    assert.deepEqual(found(paid), []);
  });

  it('has a use of the home that nobody knows is taken as lived in', async () => {
    const plan = await lookAtLines(
      `${HEAD},入住状态`,
      `${BILL},装修中`,
      `${BILL.replace('1101', '1102')},空置`,
    );
    assert.deepEqual(found(plan), ['2 W_OCCUPANCY 入住状态']);
    assert.deepEqual(
      plan.bills.map(({ occupancy }) => occupancy),
      ['occupied', 'vacant'],
    );
  });

  it('says in its remark that the home was sold is taken with W_SOLD', async () => {
    const plan = await lookAtLines(`${HEAD},备注`, `${BILL},房子去年已转让给别人`);
    assert.deepEqual(found(plan), ['2 W_SOLD 备注']);
    assert.match(told(plan, 'W_SOLD'), /“已转让”/u);
  });

  it('has part of its bill waived owes what is left', async () => {
    const head = HEAD.replace('已收金额', '减免金额,已收金额');
    const bill = (sums: string) => BILL.replace('100,0,100', sums);
    const plan = await lookAtLines(
      head,
      bill('100,20,30,50'),
      bill('100,20,30,70').replace('1101', '1102'),
    );
    assert.deepEqual(
      plan.bills.map(({ amount, paid }) => [amount, paid]),
      [[8000, 3000]],
    );
    assert.deepEqual(found(plan), ['3 E_BALANCE 欠费金额']);
    const open = await lookAtLines(
      head,
      bill('100,20,,'),
      bill('100,120,,').replace('1101', '1102'),
    );
    assert.deepEqual([open.total, found(open)], [8000, ['3 E_NEGATIVE 减免金额']]);
  });

  it('is far from area, price and months is taken with W_CALCULATION', async () => {
    const head = `${HEAD},建筑面积,单价(元/㎡·月),入住状态`;
    // Far off; far off with units; little to pay for an empty home; 96.00, which is near; no area.
    const rows = ['100,2,入住', '100㎡,2.15元,入住', '50,2,空置', '8,2,入住', '0,2,入住'];
    const bills = rows.map((row, index) => `${BILL.replace('1101', `110${index}`)},${row}`);
    const plan = await lookAtLines(head, ...bills);
    assert.deepEqual(found(plan), ['2 W_CALCULATION 应收金额', '3 W_CALCULATION 应收金额']);
    assert.match(told(plan, 'W_CALCULATION'), /1200\.00/u);
    const byMonth = await lookAtLines(
      head,
      `${BILL.replace('100,0,100', '900,0,900')},127.43,150,入住`,
    );
    assert.deepEqual(found(byMonth), []);
  });
});

describe('The words for what an import finds', () => {
  it('are there for every code that is raised, and for no other', () => {
    const folder = join(ROOT, 'bot', 'accounts', 'import');
    const sources = readdirSync(folder)
      .filter((name) => name !== 'finding.ts')
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const raised = new Set(
      sources.flatMap((text) => text.match(/(?<=')[EWI]_[A-Z_]+(?=')/gu) ?? []),
    );
    assert.deepEqual([...raised].toSorted(), FINDING_CODES.toSorted());
    for (const language of ['zh-CN', 'en']) {
      const told: unknown = parse(readFileSync(join(LOCALES, language, 'import.yaml'), 'utf8'));
      const keys = Object.keys(Object(told)).filter(
        (key) => !/^(?:row|errors-|mapping-)/u.test(key),
      );
      const files = FILE_REFUSALS.map((why) => `file-${why}`);
      assert.deepEqual(keys.toSorted(), [...raised, ...files].toSorted(), language);
    }
  });
});
