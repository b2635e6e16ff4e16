import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MOST_ROWS } from '#accounts/sheet/part-check.ts';
import { BILL, HEAD, found, look, told } from './arrears-file.ts';
import { sheetData, workbookAround, zipOf } from './hand-made-zip.ts';
import { xlsOf } from './hand-made-xls.ts';

const PARTS = workbookAround(sheetData([HEAD, BILL]));
const SHEET = 'xl/worksheets/sheet1.xml';

/** The honest workbook with the XML of its sheet changed. */
function changed(change: (xml: string) => string | Buffer): Buffer {
  return zipOf(
    PARTS.map((part) =>
      part.name === SHEET ? { ...part, content: change(String(part.content)) } : part,
    ),
  );
}

const declared = (declaration: string) => changed((xml) => xml.replace('?>', `?>${declaration}`));
const LAUGHS = Array.from(
  { length: 9 },
  (_none, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
);
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const rowAt = (row: number, at = `A${row}`) => `<row r="${row}">${cell(at, '1-1-101')}</row>`;
const withRows = (rows: string) => changed((xml) => xml.replace('</sheetData>', `${rows}$&`));
const entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

describe('A workbook made to do harm', () => {
  const files: readonly [string, () => Buffer, RegExp][] = [
    [
      'that laughs a billion times',
      () => declared(`<!DOCTYPE l [<!ENTITY l0 "l">${LAUGHS.join('')}]>`),
      /外部实体/u,
    ],
    ['that reads a file of the machine', () => declared(entity), /外部实体/u],
    [
      'that says so in another encoding',
      () => changed((xml) => Buffer.from(`\uFEFF${xml.replace('?>', `?>${entity}`)}`, 'utf16le')),
      /外部实体/u,
    ],
    [
      'that hides it in its relations',
      () => zipOf([...PARTS, { name: 'xl/worksheets/_rels/sheet1.xml.rels', content: entity }]),
      /外部实体/u,
    ],
    ['that goes to the last row there is', () => withRows(rowAt(1_048_576)), /10 万行/u],
    ['that goes beyond it', () => withRows(rowAt(99_999_999)), /10 万行/u],
    [
      'that is as wide as can be',
      () =>
        withRows(Array.from({ length: 2000 }, (_none, n) => rowAt(n + 3, `XFD${n + 3}`)).join('')),
      /500 列/u,
    ],
    [
      'of more rows than it numbers',
      () =>
        zipOf(
          workbookAround(
            `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(MOST_ROWS + 1)}</sheetData>`,
          ),
        ),
      /10 万行|为安全起见/u,
    ],
    [
      'with a cell of a gigabyte',
      () => zipOf(PARTS.map((part) => (part.name === SHEET ? { ...part, claims: 2 ** 30 } : part))),
      /为安全起见没有打开/u,
    ],
    ...['../../etc/cron.d/x', '/etc/x', 'xl\\..\\..\\x', 'C:\\x'].map(
      (name): [string, () => Buffer, RegExp] => [
        `with a part named ${name}`,
        () => zipOf([...PARTS, { name, content: 'x' }]),
        /可疑的路径/u,
      ],
    ),
  ];
  for (const [what, make, why] of files) {
    it(`${what} is refused with the reason, and the next honest one is read`, async () => {
      const plan = await look(make(), 'a.xlsx');
      assert.deepEqual(found(plan), ['0 E_FILE ']);
      assert.match(told(plan, 'E_FILE'), why);
      assert.equal((await look(zipOf(PARTS), 'a.xlsx')).bills.length, 1);
    });
  }
});

describe('A workbook with more in it than values', () => {
  const formula = (saved: string) =>
    changed((xml) =>
      xml.replace(cellOf('100'), `<c t="str"><f>WEBSERVICE("http://evil.example")</f>${saved}</c>`),
    );
  const cellOf = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

  it('is read by the values saved with its formulas, which nobody calculates', async () => {
    const { bills } = await look(formula('<v>100</v>'), 'a.xlsx');
    assert.deepEqual(
      bills.map(({ amount }) => amount),
      [10_000],
    );
    const without = await look(formula(''), 'a.xlsx');
    assert.equal(without.bills.length, 1);
    assert.equal(without.bills[0]?.amount, 10_000, 'what is open still says it');
  });

  it('is read without following what it links to', async () => {
    const link = {
      name: 'xl/externalLinks/externalLink1.xml',
      content: '<externalLink xmlns:r="r"><externalBook r:id="rId1"/></externalLink>',
    };
    const relation = {
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      content:
        '<Relationships><Relationship Id="rId1" Target="http://evil.example/a.xlsx" TargetMode="External"/></Relationships>',
    };
    assert.equal((await look(zipOf([...PARTS, link, relation]), 'a.xlsx')).bills.length, 1);
  });

  it('of old, whatever type it claims by its name, is told by its bytes', async () => {
    const old = xlsOf('欠费', [HEAD.split(','), BILL.split(',')]);
    for (const name of ['a.xls', 'a.xlsx', 'a.csv', 'a.png']) {
      assert.equal((await look(old, name)).bills.length, 1, name);
    }
  });
});
