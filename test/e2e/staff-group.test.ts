import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  type RunningService,
  browserHere,
  openBrowser,
  startService,
  keepComplaints,
} from './running-service.ts';

const CRY = '我不想活了，谁也别管我';

describe('A group of colleagues in a browser', function () {
  this.timeout(180_000);
  let service: RunningService;
  let browser: Browser;
  let office: Page;
  let phone: Page;
  let own: Page;
  let group: Page;
  let resident = { name: '', room: '', sum: '' };
  const strange: string[] = [];
  const complaints: string[] = [];

  before(async function () {
    const program = browserHere();
    if (program === undefined) {
      if (process.env['NUANCUI_NO_SKIP'] === '1') throw new Error('no Chromium on this machine');
      process.stderr.write('skipped: no Chromium on this machine (CHROMIUM names one)\n');
      return this.skip();
    }
    service = await startService();
    browser = await openBrowser(program);
    const size = { width: 1280, height: 860 };
    const context: BrowserContext = await browser.newContext({ viewport: size, locale: 'zh-CN' });
    context.on('request', (request) => {
      if (!request.url().startsWith(service.address)) strange.push(request.url());
    });
    await keepComplaints(context, complaints);
    office = await context.newPage();
    await office.goto(`${service.address}/#/import`);
    await office.fill('input[name=username]', service.login);
    await office.fill('input[name=password]', service.password);
    await office.keyboard.press('Enter');
    await office.click('text=试用示例欠费表');
    await office.waitForSelector('text=E_BALANCE');
    await office.click('button.primary:has-text("确认导入")');
    await office.waitForSelector('.notice.good');
    [phone, own, group] = [
      await context.newPage(),
      await context.newPage(),
      await context.newPage(),
    ];
    for (const page of [phone, own, group]) await page.goto(`${service.address}/simulator`);
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  async function write(page: Page, text: string): Promise<void> {
    await page.fill('.phone form textarea', text);
    await page.press('.phone form textarea', 'Enter');
  }
  const last = (page: Page) => page.locator('.line.us .bubble').last();
  const code = async (): Promise<string> =>
    (await office.locator('.notice .words').textContent()) ?? '';

  it('knows a colleague by a code that they carry from the console into WeChat', async () => {
    await office.click('.account summary');
    await office.click('.account button:has-text("我的微信")');
    await office.click('.wechat button:has-text("取代码")');
    await own.click('.office a:has-text("我的手机")');
    await write(own, await code());
    await own.waitForSelector('.line.us .bubble:has-text("已绑定，您是Wang")');
    await office.waitForSelector('.wechat .notice.good:has-text("微信（模拟）")');
    await office.keyboard.press('Escape');
    await office.locator('.el-dialog').waitFor({ state: 'detached' });
  });

  it('belongs to an estate by a code that a manager takes and a colleague writes there', async () => {
    await office.goto(`${service.address}/#/account`);
    await office.waitForSelector('.staff-group:has-text("还没有工作群")');
    await office.click('.staff-group button:has-text("绑定工作群")');
    await group.click('.office a:has-text("工作群")');
    await write(group, '#待办');
    await write(group, await code());
    await group.waitForSelector('.line.us .bubble:has-text("本群已绑定到")');
    assert.equal(await group.locator('.line.us').count(), 1);
    await office.waitForSelector('.staff-group:has-text("由Wang绑定")');
  });

  it('is told at once of somebody who needs care, without a fact about them', async () => {
    const first = phone.locator('.residents li a').first();
    const name = (await first.locator('strong').textContent()) ?? '';
    const room = (await first.locator('.room').textContent()) ?? '';
    const sum = (await first.locator('.figure').textContent()) ?? '';
    resident = { name, room, sum };
    await first.click();
    await write(phone, CRY);
    await group.waitForSelector('.line.us .bubble:has-text("紧急，请马上接手")', {
      timeout: 60_000,
    });
    const told = (await last(group).textContent()) ?? '';
    assert.match(told, /#1 值班·需要关怀/u);
    for (const secret of [resident.name, resident.room, resident.sum, CRY.slice(0, 3)]) {
      assert.ok(secret !== '' && !told.includes(secret), told);
    }
  });

  it('takes the case by a word, and the console shows who has it', async () => {
    await write(group, '#接手 1');
    await group.waitForSelector('.line.us .bubble:has-text("#1 已由Wang接手")');
    await office.goto(`${service.address}/#/conversations`);
    await office.click('.views label:has-text("我的")');
    await office.click('.list li a:has-text("编号 1")');
    await office.waitForSelector('.state.mine');
  });

  it('hands it back by a word with an outcome, and the bot has it again', async () => {
    await write(group, '#交还 1');
    await group.waitForSelector('.line.us .bubble:has-text("交还要写结果")');
    await write(group, '#交还 1 工单');
    await group.waitForSelector('.line.us .bubble:has-text("#1 已交还机器人")');
    await office.waitForSelector('.state.bot');
  });

  it('told nothing of all that to the resident', async () => {
    const heard = await phone.locator('.line.us .bubble').allTextContents();
    assert.ok(heard.length > 0 && heard.every((text) => !/#|接手|工单|Wang/u.test(text)));
  });

  it('loads nothing from elsewhere and breaks no security policy', () => {
    assert.deepEqual(strange, []);
    assert.deepEqual(complaints, []);
  });
});
