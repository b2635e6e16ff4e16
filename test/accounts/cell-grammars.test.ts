import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstDay, lastDayOf, monthsIn, readDay } from '#accounts/import/day-grammar.ts';
import { mayBeSameOwner, readOwner } from '#accounts/import/owner-grammar.ts';
import { readPhone } from '#accounts/import/phone-grammar.ts';
import { type RoomCells, readRoom } from '#accounts/import/room-grammar.ts';

describe('A day in an arrears workbook', () => {
  for (const written of [
    '2026-06-30',
    '2026/6/30',
    '2026.6.30',
    '2026年6月30日',
    '2026-6-30 00:00:00',
  ]) {
    it(`${written} is read`, () => assert.equal(readDay(written), '2026-06-30'));
  }
  for (const written of ['2026-02-30', '6月30日', '月底', 46_203, null, '2026-06-30前']) {
    it(`${written} is refused, not guessed`, () => assert.equal(readDay(written), undefined));
  }

  it('is found within a sentence', () => {
    assert.equal(firstDay('截止日期：２０２６年１１月２０日  制表'), '2026-11-20');
    assert.equal(firstDay('单位：元'), undefined);
  });

  it('ends a month', () => {
    assert.equal(lastDayOf('2028-02'), '2028-02-29');
    assert.equal(monthsIn({ from: '2025-11', to: '2026-04' }), 6);
  });
});

describe('An owner in an arrears workbook', () => {
  it('is a name without what stands in brackets', () => {
    assert.deepEqual(readOwner('李四（已卖房）'), {
      owner: '李四',
      several: false,
      note: '已卖房',
    });
    assert.deepEqual(readOwner('李　明'), { owner: '李明', several: false, note: '' });
    assert.deepEqual(readOwner('Anna Müller'), { owner: 'Anna Müller', several: false, note: '' });
  });

  it('may be several people', () => {
    for (const names of ['李四、王五', '李四,王五', '李四/王五', '李四；王五', '李四 王五六']) {
      assert.equal(readOwner(names).several, true, names);
    }
  });

  it('is the same where one name is', () => {
    assert.ok(mayBeSameOwner('李四、王五', '王五'));
    assert.ok(!mayBeSameOwner('李四', '王五'));
  });
});

describe('A phone in an arrears workbook', () => {
  for (const cell of [
    13_800_000_001,
    '138 0000 0001',
    '138-0000-0001',
    '+8613800000001',
    '0571-88001007 / 13800000001',
    '李四13800000001',
  ]) {
    it(`${cell} has one mobile number`, () => {
      assert.deepEqual(readPhone(cell), { phone: '13800000001', value: '' });
    });
  }

  it('may be several; which one is used is told without giving it away', () => {
    assert.deepEqual(readPhone('13800000001、13900000002'), {
      phone: '13800000001',
      code: 'W_PHONES',
      value: '138****0001',
    });
    assert.equal(readPhone('13800000001/13800000001').code, undefined);
  });

  it('that a spreadsheet rounded is lost', () => {
    assert.deepEqual(readPhone('1.38E+10'), {
      phone: null,
      code: 'W_PHONE_LOST',
      value: '1.38E+10',
    });
  });

  it('of a house, or none, is none', () => {
    for (const cell of [null, '', '0571-88001007', '12345', '138000000011']) {
      assert.deepEqual(readPhone(cell), { phone: null, code: 'W_PHONE', value: '' }, String(cell));
    }
  });
});

describe('A home in an arrears workbook', () => {
  const NONE: RoomCells = { building: '', unit: '', room: '', house: '', needsBuilding: false };
  const homes: readonly [Partial<RoomCells>, string][] = [
    [{ building: '1栋', unit: '1单元', room: '0101' }, '1-1-101'],
    [{ building: '十二幢', unit: '2', room: '101室' }, '12-2-101'],
    [{ building: '3', unit: '2', room: '3-2-1101' }, '3-2-1101'],
    [{ building: '3', room: '2-1101' }, '3-2-1101'],
    [{ house: '3号楼2单元1101室' }, '3-2-1101'],
    [{ house: '云杉苑二期3栋2单元1101' }, '二期3-2-1101'],
    [{ house: '3 - 2 - 1101' }, '3-2-1101'],
    [{ building: 'A座', room: '1502B' }, 'A-1502B'],
    [{ house: '沿街商铺' }, '沿街商铺'],
    [{ room: '101' }, '101'],
  ];
  for (const [cells, room] of homes) {
    it(`${Object.values(cells).join(' ')} is ${room}`, () => {
      assert.equal(readRoom({ ...NONE, ...cells }), room);
    });
  }

  const doubtful: readonly Partial<RoomCells>[] = [
    {},
    { room: '0' },
    { room: '2003-02-11' },
    { room: '202', needsBuilding: true },
    { building: '1栋', room: '3-2-1101' },
    { building: '1栋', unit: '1单元', room: '2-1101' },
  ];
  for (const cells of doubtful) {
    it(`${JSON.stringify(cells)} is refused, not guessed`, () => {
      assert.equal(readRoom({ ...NONE, ...cells }), undefined);
    });
  }
});
