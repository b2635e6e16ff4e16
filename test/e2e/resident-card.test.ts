import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import {
  type RunningService,
  browserHere,
  keepComplaints,
  openBrowser,
  startService,
} from './running-service.ts';
import { remindAll } from './second-person.ts';

/** Where pictures of the pages are put for people, if anywhere. */
const SHOTS = process.env['NUANCUI_SHOTS'];

describe('The card of a resident', function () {
  this.timeout(240_000);
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  async function shot(name: string): Promise<void> {
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png` });
  }

  before(async function () {
    const program = browserHere();
    if (program === undefined) {
      if (process.env['NUANCUI_NO_SKIP'] === '1') throw new Error('no Chromium on this machine');
      process.stderr.write('skipped: no Chromium on this machine (CHROMIUM names one)\n');
      return this.skip();
    }
    service = await startService();
    browser = await openBrowser(program);
    const context = await browser.newContext({
      viewport: { width: 1400, height: 2000 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    await keepComplaints(context, complaints);
    page = await context.newPage();
    await page.goto(service.address);
    await page.fill('input[name=username]', service.login);
    await page.fill('input[name=password]', service.password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.shell');
    await page.goto(`${service.address}/#/import`);
    await page.click('text=试用示例欠费表');
    await page.waitForSelector('text=E_BALANCE');
    await page.click('button.primary:has-text("确认导入")');
    await page.waitForSelector('.notice.good');
    await remindAll(page, browser, service);
    await page.goto(`${service.address}/simulator`);
    await page.locator('.residents li a').first().click();
    await page.locator('.line.us .bubble').first().waitFor({ timeout: 60_000 });
    await page.fill('.world form input', '100.00');
    await page.click('.world button:has-text("确认到账")');
    await page.waitForSelector('.world .notice.good');
    await page.fill('.phone form textarea', '下周五一定交');
    await page.press('.phone form textarea', 'Enter');
    await page.locator('.line.us .bubble').nth(1).waitFor({ timeout: 60_000 });
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('says who lives there, what is owed since when, what was paid and promised, and what may still be said', async () => {
    await page.goto(`${service.address}/#/conversations`);
    await page.click('.views .el-segmented__item:has-text("全部")');
    await page.locator('.list li a:has-text("1-1-1002")').click();
    const card = page.locator('.resident');
    await card.locator('.total').waitFor();
    await card.locator('.el-collapse-item__header:has-text("为什么这样说")').click();
    await shot('card');
    for (const part of [
      /1-1-1002/u,
      /138\*{4}\d{4}/u,
      /业主\s*已核验/u,
      /数据截至 2026-11-20/u,
      /物业服务费\s*2025-07 – 2025-12/u,
      /应缴日 2025-12-31/u,
      /时效内/u,
      /2026-11-20\s*¥100\.00/u,
      /兑现 0 次，没兑现 0 次/u,
      /2026-11-27/u,
      /今天还可提醒 \d 次，7 天内还可 \d 次/u,
      /11月20日 10:0\d/u,
      /话术/u,
    ]) {
      assert.match((await card.innerText()).replaceAll(/\n+/gu, ' '), part);
    }
  });

  it('says why no letter may be written while a promise is open', async () => {
    await page.locator('.el-collapse-item__header:has-text("催告函")').click();
    await page.waitForSelector('.resident :text("现在不能写催告函")');
    await shot('card-letter-refused');
  });

  it('lets who may approve a letter, take its file, and record the receipt', async () => {
    await page.locator('.list li a:not(:has-text("1-1-1002"))').first().click();
    // What is open on the card stays open for the next resident.
    const card = page.locator('.resident');
    const draft = page.waitForEvent('download');
    await card.locator('a:has-text("预览样稿")').click();
    assert.match(readFileSync(await (await draft).path(), 'latin1'), /^%PDF-/u);
    await card.locator('button:has-text("批准并生成")').click();
    await page.click('.el-dialog button.primary:has-text("批准并生成")');
    await page.locator('.el-dialog').waitFor({ state: 'detached' });
    await card.locator('.letter').waitFor();
    const file = page.waitForEvent('download');
    await card.locator('a:has-text("下载正式函")').click();
    assert.match((await file).suggestedFilename(), /^letter-20261120-[0-9A-F]{8}\.pdf$/u);
    await card.locator('button:has-text("登记送达")').click();
    await page.waitForSelector('.el-dialog form');
    await page.fill('.el-dialog input.input', 'EA123456789CN');
    await shot('letter-delivery');
    await page.click('.el-dialog button.primary');
    await card.locator('.letter:has-text("已签收"):has-text("EA123456789CN")').waitFor();
    await shot('card-letter');
    await page.waitForSelector('.conversation .event:has-text("催告函送达结果")');
  });

  it('gives the conversation as a PDF from the menu', async () => {
    await page.click('button.more');
    const file = page.waitForEvent('download');
    await page.click('.el-dropdown-menu__item:has-text("导出 PDF") >> nth=0');
    assert.match((await file).suggestedFilename(), /^conversation-[\w-]+\.pdf$/u);
    assert.deepEqual(complaints, []);
  });
});
