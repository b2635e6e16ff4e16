import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeXlsx } from 'hucre';
import { readSheets } from '#accounts/sheet/read-sheets.ts';
import { BILL, HEAD, WORDS, found, look, lookAtLines, told } from './arrears-file.ts';
import { sheetData, workbookAround, zipOf } from './hand-made-zip.ts';

const ROWS = [HEAD, BILL];
const MERGES = Array.from({ length: 1100 }, () => '<mergeCell ref="A1:A1000"/>').join('');
const LONG = sheetData([HEAD, ...Array.from({ length: 999 }, () => BILL)]);
const honest = zipOf(workbookAround(sheetData(ROWS)));

async function protectedWorkbook(): Promise<Uint8Array> {
  const encryption = { password: '开门', spinCount: 1000 };
  return writeXlsx({
    sheets: [{ name: '欠费', rows: ROWS.map((row) => row.split(',')) }],
    encryption,
  });
}

/** A directory that claims less than the entries hold. */
function lying(): Buffer {
  return zipOf(
    workbookAround(sheetData(ROWS)).map((one) =>
      one.name.endsWith('sheet1.xml') ? { ...one, claims: 20 } : one,
    ),
  );
}

function corrupted(): Buffer {
  const bytes = Buffer.from(honest);
  bytes.fill(0xff, 60, 120);
  return bytes;
}

/** The container of old without a workbook in it. */
function oldDocument(): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  bytes.write('WordDocument', 600, 'utf16le');
  return bytes;
}

describe('A file that is no workbook, or a hostile one', () => {
  const files: readonly [string, string, () => Uint8Array | Promise<Uint8Array>, RegExp][] = [
    ['an empty file', 'a.xlsx', () => Buffer.alloc(0), /文件是空的/u],
    ['more than 10 MB', 'a.csv', () => Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), /10 MB/u],
    ['a web page', 'a.xls', () => Buffer.from('\uFEFF <html><table>'), /网页/u],
    ['a web page', 'a.csv', () => Buffer.from('<!DOCTYPE html>'), /网页/u],
    ['a picture', 'a.xlsx', () => Buffer.from('89504e470d0a1a0a', 'hex'), /不是 Excel/u],
    ['half a workbook', 'a.xlsx', () => honest.subarray(0, honest.length / 2), /损坏/u],
    ['a workbook with broken bytes', 'a.xlsx', corrupted, /损坏/u],
    ['a zip of something else', 'a.xlsx', () => zipOf([{ name: 'a.txt', content: 'a' }]), /损坏/u],
    [
      'a zip bomb',
      'a.xlsx',
      () => zipOf(workbookAround(`${sheetData(ROWS)}${' '.repeat(20 * 1024 * 1024)}`)),
      /为安全起见没有打开/u,
    ],
    ['a zip that lies about its size', 'a.xlsx', lying, /为安全起见没有打开/u],
    [
      'a million merged rows',
      'a.xlsx',
      () => zipOf(workbookAround(`${LONG}<mergeCells>${MERGES}</mergeCells>`)),
      /为安全起见没有打开/u,
    ],
    ['a workbook with a password', 'a.xlsx', protectedWorkbook, /去掉密码/u],
    [
      'a zip with a password',
      'a.xlsx',
      () => zipOf([{ name: 'xl/workbook.xml', content: 'a', flags: 1 }]),
      /去掉密码/u,
    ],
    ['a text document of old', 'a.xls', oldDocument, /不是 Excel/u],
  ];
  for (const [what, name, make, why] of files) {
    it(`${what} named ${name} is refused, and the office is told why`, async () => {
      const plan = await look(await make(), name);
      assert.deepEqual(found(plan), ['0 E_FILE ']);
      assert.match(told(plan, 'E_FILE'), why);
      assert.deepEqual([plan.bills.length, plan.refused, plan.total], [0, 0, 0]);
    });
  }

  it('ends the reading alone when it takes too long or too much memory', async () => {
    const slow = await readSheets(honest, 'a.xlsx', { deadlineMs: 0 });
    assert.deepEqual(slow, { ok: false, why: 'slow' });
    const big = zipOf(
      workbookAround(
        sheetData(Array.from({ length: 60_000 }, (_none, row) => `${BILL},${Math.sin(row)}`)),
      ),
    );
    const much = await readSheets(big, 'a.xlsx', { memoryMb: 8 });
    assert.deepEqual(much, { ok: false, why: 'memory' });
    assert.match(WORDS.refusal('slow'), /拆成几个/u);
    assert.match(WORDS.refusal('memory'), /拆成几个/u);
  });
});

describe('A harmless file', () => {
  it('is read whole, whatever name it was given', async () => {
    for (const name of ['a.xlsx', 'a.xls', 'a.csv']) {
      assert.equal((await look(honest, name)).bills.length, 1, name);
    }
  });

  it('keeps what looks like a formula as the text it is', async () => {
    const owner = "=cmd|' /C calc'!A0";
    const plan = await lookAtLines(HEAD, BILL.replace('李四', owner));
    assert.equal(plan.bills[0]?.owner, owner);
    const quoted = await lookAtLines(HEAD, BILL.replace('3-2-1101', '"=""0502"""'));
    assert.equal(quoted.bills[0]?.room, '502');
  });

  it('with an endless cell is read; what is cut off is refused as what it is', async () => {
    const endless = `2026-01${' '.repeat(20_000)}~2026-06`;
    const plan = await lookAtLines(HEAD, BILL.replace('2026年上半年', endless));
    assert.deepEqual(found(plan), ['2 E_PERIOD 账期']);
    assert.match(told(plan, 'E_PERIOD'), /\.\.\.”/u);
  });

  it('shows braces and dollar signs of a cell as they stand there', async () => {
    const plan = await lookAtLines(
      HEAD,
      BILL.replace('2026年上半年', () => "$&{sum}$'"),
    );
    assert.ok(told(plan, 'E_PERIOD').includes("“$&{sum}$'”"));
  });
});
