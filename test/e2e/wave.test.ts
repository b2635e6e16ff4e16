import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { approveAsSecond } from './second-person.ts';
import { type RunningService, browserHere, openBrowser, startService } from './running-service.ts';

describe('A wave in two browsers', function () {
  this.timeout(180_000);
  let service: RunningService;
  let browser: Browser;
  let office: Page;

  before(async function () {
    const program = browserHere();
    if (program === undefined) {
      if (process.env['NUANCUI_NO_SKIP'] === '1') throw new Error('no Chromium on this machine');
      process.stderr.write('skipped: no Chromium on this machine (CHROMIUM names one)\n');
      return this.skip();
    }
    // In the evening nothing leaves before the morning, so that there is time to think again.
    service = await startService('2026-11-20T20:30+08:00');
    browser = await openBrowser(program);
    const context = await browser.newContext({ locale: 'zh-CN' });
    office = await context.newPage();
    await office.goto(`${service.address}/#/import`);
    await office.fill('input[name=username]', service.login);
    await office.fill('input[name=password]', service.password);
    await office.click('button.primary');
    await office.click('text=试用示例欠费表');
    await office.click('button.primary:has-text("确认导入")');
    await office.waitForSelector('.notice.good');
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  const state = async (name: string) => office.waitForSelector(`h1 .state:has-text("${name}")`);
  const stands = async () => (await office.locator('section:has(> svg) table').textContent()) ?? '';

  async function because(act: string, reason: string): Promise<void> {
    await office.click(`.acts button:has-text("${act}")`);
    await office.fill('.el-dialog input', reason);
    await office.click('.el-dialog button.primary');
  }

  it('is narrowed, drawn up, and waits for a second person', async () => {
    await office.goto(`${service.address}/#/wave`);
    await office.waitForSelector('.starts button.primary');
    const all = (await office.textContent('.starts button.primary')) ?? '';
    await office.fill('.filter input.input', '3000');
    const few = (await office.textContent('.starts button.primary')) ?? '';
    assert.notEqual(few, all);
    await office.click('button:has-text("取消筛选")');
    await office.click('.starts button.primary');
    await office.click('.el-dialog button.primary:has-text("送交批准")');
    await state('等批准');
    assert.equal(await office.locator('.acts button:has-text("不批准")').count(), 0);
  });

  it('is approved by somebody else, and shows at once what waits and why', async () => {
    await approveAsSecond(browser, service, office.url());
    await state('进行中');
    await office.waitForSelector('.chip.warn:has-text("不在可联系时段")');
    assert.match(await stands(), /等待\s*\d+/u);
  });

  it('is paused with a reason, and goes on', async () => {
    await because('暂停', '导入的金额不对，先核对');
    await state('已暂停');
    await office.waitForSelector('text=导入的金额不对，先核对');
    await office.click('.acts button:has-text("继续")');
    await state('进行中');
  });

  it('is stopped for good, and its results say so', async () => {
    await because('停止', '改用新表');
    await state('已停止');
    assert.equal(await office.locator('.acts button').count(), 0);
    await office.waitForSelector('tr:has-text("收到提醒") td:has-text("0")');
    await office.waitForFunction(
      `/已收回/.test(document.querySelector('section > svg').parentElement.textContent)`,
    );
  });

  it('offers slips for those no channel can write to', async () => {
    const download = office.waitForEvent('download');
    await office.click('button:has-text("下载纸条")');
    assert.match((await download).suggestedFilename(), /^slips-.*\.pdf$/u);
  });
});
