import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { z } from 'zod';
import { type RunningService, browserHere, openBrowser, startService } from './running-service.ts';

const HEAD = '房号,业主姓名,联系电话,账期,应收金额,已收金额,欠费金额';
const room = (number: number, sum: string) =>
  `1-1-${number},业主${number},138000000${number - 100 + 10},2026年上半年,${sum},0,${sum}`;
const ROOMS = [101, 102, 103, 104, 105, 106];
const FIRST = [HEAD, ...ROOMS.map((number) => room(number, '100')), '1-1-107,孙七,,上半年,50,0,50'];
/** One room more to pay, one that vanished. */
const SECOND = [HEAD, room(101, '130'), ...ROOMS.slice(2).map((number) => room(number, '100'))];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FIND = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ' ' + (nodes[0]?.html ?? '')))`;
const strings = z.array(z.string());

describe('Importing arrears on a phone', function () {
  this.timeout(180_000);
  let service: RunningService;
  let browser: Browser;
  let page: Page;

  before(async function () {
    const program = browserHere();
    if (program === undefined) {
      if (process.env['NUANCUI_NO_SKIP'] === '1') throw new Error('no Chromium on this machine');
      process.stderr.write('skipped: no Chromium on this machine (CHROMIUM names one)\n');
      return this.skip();
    }
    service = await startService();
    browser = await openBrowser(program);
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({
      viewport,
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    await page.goto(`${service.address}/#/import`);
    await page.fill('input[name=username]', service.login);
    await page.fill('input[name=password]', service.password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.drop');
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** Nothing that somebody who reads by ear or by thumb would stumble over. */
  async function holds(): Promise<void> {
    await page.evaluate(AXE);
    assert.deepEqual(strings.parse(await page.evaluate(FIND)), []);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    assert.ok(Number(width) <= 390, `the page is ${String(width)} wide`);
  }

  async function look(name: string, lines: readonly string[], mode: string): Promise<void> {
    const buffer = Buffer.from(lines.join('\n'));
    await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer });
    await page.fill('input[list=estates]', '桂花园');
    await page.fill('input[type=date]', '2026-11-20');
    await page.check(`input[value=${mode}]`);
    await page.click('button.primary:has-text("预览")');
    await page.waitForSelector('section[aria-label="导入预览"]');
  }

  it('shows what a list would do and why a row is refused, and books it', async () => {
    await holds();
    await look('十月.csv', FIRST, 'full');
    await page.waitForSelector('text=E_PERIOD');
    await page.waitForSelector('text=有退回的行，它们的金额没有算进账里。');
    await holds();
    await page.click('button.primary:has-text("确认导入 6 行")');
    await page.waitForSelector('.notice.good:has-text("已导入 6 行")');
    await page.waitForSelector('section[aria-label="导入记录"] >> text=十月.csv');
    await holds();
  });

  it('hands out the refused row with its reason, as it stands in the file', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.notice.good a:has-text("下载退回的 1 行")'),
    ]);
    const [sheet] = await readXlsxFile(readFileSync(await download.path()));
    const [title, head, row] = sheet?.data ?? [];
    assert.match(String(title?.[0]), /2026-11-20/u);
    assert.equal(head?.[7], '退回原因');
    assert.deepEqual(row?.slice(0, 4), ['1-1-107', '孙七', null, '上半年']);
    assert.match(String(row?.[7]), /账期写的是“上半年”/u);
  });

  it('tells old sums and new ones by room, and which room is no longer there', async () => {
    await look('十一月.csv', SECOND, 'full');
    await page.click('.views button:has-text("有变化")');
    await page.waitForSelector('.rooms summary:has-text("1-1-101"):has-text("¥130.00")');
    await page.click('.views button:has-text("新表里没有")');
    await page.waitForSelector('.rooms summary:has-text("1-1-102"):has-text("暂停提醒")');
    assert.equal(await page.locator('.rooms > li').count(), 1);
    await holds();
    await page.click('button.primary:has-text("确认导入 5 行")');
    await page.waitForSelector('.notice.good:has-text("有 1 户新表里没有")');
  });

  it('is told which column is what where titles say nothing, and refuses what cannot be', async () => {
    const strange = ['甲,乙,丙,丁', '1-1-101,业主101,2026-08,3000', '1-1-103,业主103,2026-08,4000'];
    await look('丁表.csv', strange, 'partial');
    await page.waitForSelector('text=E_NO_HEADER');
    await page.check('label:has-text("导入这张工作表") input');
    await page.selectOption('select[aria-label^="A 列"]', 'house');
    await page.selectOption('select[aria-label^="C 列"]', 'period');
    await page.selectOption('select[aria-label^="B 列"]', 'open');
    await holds();
    await page.click('button:has-text("按这样重新预览")');
    await page.waitForSelector('text=大多不像所选的栏目');
    await page.selectOption('select[aria-label^="B 列"]', 'owner');
    await page.selectOption('select[aria-label^="D 列"]', 'open');
    await page.selectOption('label:has-text("金额单位") select', 'fen');
    await page.click('button:has-text("按这样重新预览")');
    await page.waitForSelector('.figures .total:has-text("¥70.00")');
    await holds();
    await page.click('button:has-text("放弃")');
  });

  it('asks in a task what became of the room that vanished', async () => {
    await page.goto(`${service.address}/#/conversations`);
    await page.waitForSelector('li:has-text("1-1-102") button:has-text("仍然欠费，恢复提醒")');
    await holds();
  });

  it('takes the last import back, with a reason, and the books are as they were', async () => {
    await page.goto(`${service.address}/#/import`);
    await page.click('section[aria-label="导入记录"] button:has-text("撤销这次导入")');
    await page.fill('.el-dialog input[name=why]', '导错了表');
    await holds();
    await page.click('.el-dialog button.primary');
    await page.waitForSelector('.notice.good:has-text("¥630.00 → ¥600.00")');
    await page.waitForSelector('text=导错了表');
    await holds();
  });
});
