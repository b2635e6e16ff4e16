import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { read } from 'hucre';
import readXlsxFile from 'read-excel-file/node';
import { errorWorkbook } from '#accounts/import/error-workbook.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import { slipsWorkbook } from '#papers/slips/slips-workbook.ts';
import { LOCALES } from '#commands/open-house.ts';
import {
  AS_OF,
  BILL,
  HEAD,
  WORDS,
  found,
  look,
  lookAtLines,
  lookAtSheets,
} from './arrears-file.ts';

const EVIL = '=HYPERLINK("http://evil.example";1)';
const BROKEN = BILL.replace('2026年上半年', '上半年');

async function errorsOf({ refusedSheets }: ImportPlan): Promise<Buffer> {
  return errorWorkbook(refusedSheets, AS_OF, WORDS);
}

describe('The workbook of refused rows', () => {
  it('has every refused row as it stood, with its number and the reason in words beside it', async () => {
    const plan = await lookAtLines(
      HEAD,
      BILL,
      BROKEN,
      BILL.replace('3-2-1101', '1-1-1').replace('100,0,100', '百,0,'),
    );
    const [sheet] = await readXlsxFile(await errorsOf(plan));
    const [title, head, ...rows] = sheet?.data ?? [];
    assert.match(String(title?.[0]), /2026-11-20/u);
    assert.deepEqual(head, [...HEAD.split(','), '退回原因', '原表行']);
    assert.deepEqual(
      rows.map((row) =>
        row
          .slice(0, 7)
          .map((cell) => cell ?? '')
          .join(','),
      ),
      [BROKEN, '1-1-1,李四,13800000001,2026年上半年,百,0,'],
    );
    assert.match(String(rows[0]?.[7]), /账期写的是“上半年”/u);
    assert.deepEqual(
      rows.map((row) => row[8]),
      ['3', '4'],
    );
  });

  it('is imported by itself once it is mended, by the day that it says', async () => {
    const plan = await lookAtLines(HEAD, BROKEN);
    const { sheets } = await read(await errorsOf(plan));
    const lines = sheets[0]?.rows.map((row) => row.map((cell) => String(cell ?? '')));
    const mended = lines?.map((row) =>
      row.map((cell) => (cell === '上半年' ? '2026年上半年' : cell)),
    );
    const again = await lookAtSheets({ name: '欠费', rows: mended ?? [] });
    assert.deepEqual(found(again), []);
    assert.equal(again.asOf, '2026-11-20');
    assert.deepEqual(again.bills, (await lookAtLines(HEAD, BILL)).bills);
  });

  it('keeps a header of two rows, and a sheet of its own for each', async () => {
    const rows = [
      ['房号', '账期', '金额', ''],
      ['', '', '应收', '已收'],
      ['1-1-1', '上半年', '100', '0'],
    ];
    const plan = await lookAtSheets({ name: '一期', rows }, { name: '二期', rows });
    const { sheets } = await read(await errorsOf(plan));
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['一期', '二期'],
    );
    const again = await look(await errorsOf(plan), 'errors.xlsx');
    const errors = found(again).filter((line) => line.includes(' E_'));
    assert.deepEqual(errors, ['4 E_PERIOD 账期', '4 E_PERIOD 账期']);
  });

  it('holds texts alone: what looks like a formula is none, neither here nor in a list of codes', async () => {
    const plan = await lookAtLines(HEAD, BROKEN.replace('李四', `"${EVIL.replaceAll('"', '""')}"`));
    const slip = { title: EVIL, room: EVIL, code: '+1', square: '=1', until: '@x', lines: [] };
    const words = readPaperWords(LOCALES, 'zh-CN');
    for (const bytes of [await errorsOf(plan), await slipsWorkbook([slip], words)]) {
      const { sheets } = await read(bytes);
      const rows = sheets.flatMap((sheet) => sheet.rows).flat();
      assert.ok(rows.includes(EVIL));
      const cells = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
      assert.deepEqual(
        cells.filter(({ formula, type }) => formula !== undefined || type === 'formula'),
        [],
      );
    }
  });
});
