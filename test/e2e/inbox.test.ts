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

const NOTE = '这户爱清静，别打电话';

describe('The inbox in two browsers', function () {
  this.timeout(180_000);
  let service: RunningService;
  let browser: Browser;
  let wang: Page;
  let chen: Page;
  let phone: Page;
  const strange: string[] = [];
  const complaints: string[] = [];
  const residentHeard: string[] = [];

  /** @param bypassCSP lets us look into the page, where its policy is not what is tried. */
  async function seat(login: string, bypassCSP = false): Promise<Page> {
    const context: BrowserContext = await browser.newContext({
      bypassCSP,
      viewport: { width: 1280, height: 860 },
      locale: 'zh-CN',
    });
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(service.address)) strange.push(url);
    });
    await keepComplaints(context, complaints);
    const page = await context.newPage();
    await page.goto(service.address);
    await page.fill('input[name=username]', login);
    await page.fill('input[name=password]', service.password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.shell');
    return page;
  }

  async function open(page: Page): Promise<void> {
    await page.goto(`${service.address}/#/conversations`);
    await page.click('.list li a');
    await page.waitForSelector('.conversation .state');
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
    wang = await seat(service.login);
    await wang.goto(`${service.address}/#/import`);
    await wang.click('text=试用示例欠费表');
    await wang.waitForSelector('text=E_BALANCE');
    await wang.click('button.primary:has-text("确认导入")');
    await wang.waitForSelector('.notice.good');
    chen = await seat('chen');
    phone = await wang.context().newPage();
    phone.on('response', (answer) => {
      if (!answer.url().includes('/api/simulator/')) return;
      void answer
        .text()
        .then((text) => residentHeard.push(text))
        .catch(() => undefined);
    });
    await phone.goto(`${service.address}/simulator`);
    await phone.locator('.residents li a').first().click();
    await phone.fill('.phone form textarea', '我要找人工');
    await phone.press('.phone form textarea', 'Enter');
    await phone.locator('.line.us .bubble').first().waitFor({ timeout: 60_000 });
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('shows each who else is looking, and gives a conversation to the first who asks', async () => {
    await open(wang);
    await open(chen);
    await wang.waitForSelector('.presence:has-text("陈"), .presence:has-text("Chen")');
    const claims = [wang, chen].map(async (page) =>
      page.click('button:has-text("认领")', { timeout: 5_000 }).catch(() => undefined),
    );
    await Promise.all(claims);
    await wang.waitForSelector('.state:not(.queue)');
    await chen.waitForSelector('.state:not(.queue)');
    const mine = [wang, chen].map(async (page) => page.locator('.state.mine').count());
    assert.equal(
      (await Promise.all(mine)).reduce((sum, one) => sum + one, 0),
      1,
    );
    if ((await wang.locator('.state.mine').count()) === 0) {
      await wang.click('button:has-text("接手")');
      await wang.fill('.el-dialog input', '我来跟进');
      await wang.click('.el-dialog button.primary');
    }
    await wang.waitForSelector('.state.mine');
  });

  it('opens ready words with a slash, puts one into the field, and sends it only by hand', async () => {
    await wang.locator('h2').first().click();
    await wang.keyboard.press('/');
    await wang.waitForSelector('.canned button');
    await wang.keyboard.type('打招呼');
    await wang.keyboard.press('Enter');
    const field = wang.locator('.composer textarea');
    assert.match(await field.inputValue(), /^您好，我是管家/u);
    assert.equal(await phone.locator('.line.us .bubble:has-text("我是管家")').count(), 0);
    await wang.keyboard.press('Enter');
    await phone.locator('.line.us .bubble:has-text("我是管家")').waitFor();
  });

  it('takes no key for itself while an input method composes', async () => {
    const field = wang.locator('.composer textarea');
    await field.fill('稍等');
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true });
    assert.equal(await field.inputValue(), '稍等');
    await wang.locator('h2').first().click();
    await wang.evaluate(
      `dispatchEvent(new KeyboardEvent('keydown', { key: 'e', keyCode: 229, isComposing: true }))`,
    );
    assert.equal(await wang.locator('.el-dialog').count(), 0);
    await wang.keyboard.press('?');
    await wang.waitForSelector('.el-dialog:has-text("键盘操作")');
    await wang.keyboard.press('Escape');
    await wang.locator('.el-dialog').waitFor({ state: 'detached' });
  });

  it('keeps what was written for another device of the same colleague', async () => {
    const field = wang.locator('.composer textarea');
    const saved = wang.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
    await field.fill('我去现场看一下再回您');
    await saved;
    const other = await seat(service.login, true);
    await other.goto(wang.url());
    await other.waitForFunction(
      `document.querySelector('.composer textarea')?.value === '我去现场看一下再回您'`,
    );
    await other.context().close();
    await field.fill('');
  });

  it('lets no note reach the resident, in nothing that the phone was ever told', async () => {
    await wang.locator('h2').first().click();
    await wang.keyboard.press('n');
    await wang.fill('.composer.note textarea', NOTE);
    await wang.click('.composer button:has-text("保存备注")');
    await wang.waitForSelector(`.conversation .note:has-text("${NOTE}")`);
    await phone.reload();
    await phone.locator('.line.us .bubble').first().waitFor();
    assert.ok(residentHeard.length > 0);
    assert.ok(residentHeard.every((text) => !text.includes(NOTE)));
    assert.equal(await phone.locator(`text=${NOTE}`).count(), 0);
  });

  it('is handed back by key with the day that was promised, in words of what comes next', async () => {
    await wang.locator('h2').first().click();
    await wang.keyboard.press('e');
    await wang.waitForSelector('.el-dialog .outcomes');
    await wang.click('.el-dialog label:has-text("答应了缴费日期")');
    await wang.waitForSelector('.el-dialog .promised');
    await wang.click('.el-dialog button.submit');
    await wang.waitForSelector('.state.bot');
    await wang.waitForSelector('.resident:has-text("未到期")');
  });

  it('loads nothing from elsewhere and breaks no security policy', () => {
    assert.deepEqual(strange, []);
    assert.deepEqual(complaints, []);
  });
});
