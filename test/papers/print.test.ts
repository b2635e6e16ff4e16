import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { instant } from '#domain/time.ts';
import { Fault } from '#errors';
import { printable, spelledOut } from '#papers/print/paper-font.ts';
import { Sheet } from '#papers/print/sheet.ts';

const NOW = instant(1_795_000_000_000);

function open(title = '样张'): Sheet {
  const foot = (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`;
  return new Sheet({ title, author: '梅园', language: 'zh-CN', now: NOW, foot });
}

/** The words of a PDF, where poppler is installed. */
function wordsOf(pdf: Buffer): string | undefined {
  const ran = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  return ran.error === undefined && ran.status === 0 ? ran.stdout.toString() : undefined;
}

describe('A printed paper', function () {
  this.timeout(30_000);

  it('prints rare characters of names', () => {
    const names = '㛃䶮㙍𫖯𬀩昇堃喆贇';
    assert.equal(printable(names), names);
  });

  it('refuses a character that the font lacks, by name and code', async () => {
    assert.throws(
      () => open().text('业主：𠮷田'),
      (error) =>
        error instanceof Fault &&
        error.code === 'PAPER_UNPRINTABLE' &&
        /𠮷.*U\+20BB7/u.test(error.message),
    );
    assert.throws(() => open().table([{ head: '名', width: 1 }], [['𠮷']]), /U\+20BB7/u);
    const unnumbered = open();
    unnumbered.text('a');
    await assert.doesNotReject(unnumbered.finish());
  });

  it('spells out what others wrote, so that evidence is never stopped by a smiling face', () => {
    assert.equal(spelledOut('好的🙏\uFE0F谢谢'), '好的[U+1F64F]谢谢');
  });

  it('embeds only the characters it uses', async () => {
    const pdf = await open().text('您好').finish();
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    assert.ok(pdf.length < 40_000, `${pdf.length} bytes`);
    assert.match(pdf.toString('latin1'), /\/FontFile2/u);
  });

  it('tears no row, repeats the head of a table on each page and numbers the pages', async function () {
    const rows = Array.from({ length: 120 }, (_, n) => [`第${n}行`, '内容'.repeat(30)]);
    const pdf = await open()
      .table(
        [
          { head: '行', width: 1 },
          { head: '表头内容', width: 3 },
        ],
        rows,
      )
      .finish();
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/gu)?.length ?? 0;
    assert.ok(pages > 3, `${pages} pages`);
    const text = wordsOf(pdf);
    if (text === undefined) return this.skip();
    assert.equal(text.match(/表头内容/gu)?.length, pages);
    assert.match(text, new RegExp(`第 ${pages} 页，共 ${pages} 页`, 'u'));
    for (const [name] of rows) assert.ok(text.includes(name ?? ''), name);
  });
});
