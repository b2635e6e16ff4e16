import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type RunningService, browserHere, openBrowser, startService } from './running-service.ts';

const COLLEAGUE = '您好，我是管家小陈，下午过去看一下。';

describe('A colleague who takes the phone in the hand', function () {
  this.timeout(180_000);
  let service: RunningService;
  let browser: Browser;
  let office: Page;
  let phone: Page;

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
    office = await context.newPage();
    await office.goto(`${service.address}/#/import`);
    await office.fill('input[name=username]', service.login);
    await office.fill('input[name=password]', service.password);
    await office.keyboard.press('Enter');
    await office.click('text=试用示例欠费表');
    await office.waitForSelector('text=E_BALANCE');
    await office.click('button.primary:has-text("确认导入")');
    await office.waitForSelector('.notice.good');
    phone = await context.newPage();
    await phone.goto(`${service.address}/simulator`);
    await phone.locator('.residents li a').first().click();
    await office.goto(`${service.address}/#/conversations`);
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  const ours = () => phone.locator('.line.us .bubble');

  async function say(text: string): Promise<void> {
    await phone.fill('.phone form textarea', text);
    await phone.press('.phone form textarea', 'Enter');
    await phone.locator(`.line.resident .bubble:has-text("${text}")`).waitFor();
  }

  /** Somebody else wrote later and has their answer: whatever the bot had to say here, it would have said. */
  async function neighbourIsAnswered(): Promise<void> {
    const other = await phone.context().newPage();
    await other.goto(`${service.address}/simulator`);
    await other.locator('.residents li a').nth(1).click();
    await other.fill('.phone form textarea', '多少钱');
    await other.press('.phone form textarea', 'Enter');
    await other.locator('.line.us .bubble').first().waitFor({ timeout: 60_000 });
    await other.close();
  }

  it('finds the bot in the conversation', async () => {
    await say('多少钱');
    await ours().first().waitFor({ timeout: 60_000 });
    await office.click('.views label:has-text("机器人")');
    await office.click('.list li a');
    await office.waitForSelector('.state.bot');
    await office.click('.views label:has-text("全部")');
  });

  it('is seen in the console as soon as a word is typed', async () => {
    await phone.fill('.world textarea', COLLEAGUE);
    await phone.click('.world button:has-text("从手机发出")');
    await phone.waitForSelector(`.line.us .bubble:has-text("${COLLEAGUE}")`);
    await office.waitForSelector('.state.phone:has-text("同事在手机上回复了，机器人不说话")');
    await office.waitForSelector(`.conversation:has-text("${COLLEAGUE}")`);
    await office.waitForSelector('.list li:has-text("同事（用手机发的）")');
  });

  it('is not talked over by the bot, whatever the resident writes next', async () => {
    const before = await ours().count();
    await say('那我欠多少');
    await say('转人工');
    await office.waitForSelector('.conversation:has-text("转人工")');
    await neighbourIsAnswered();
    assert.equal(await ours().count(), before);
    assert.equal(await office.locator('.state.phone').count(), 1);
  });

  it('ends with an outcome, and only then the bot answers again', async () => {
    await office.click('button:has-text("交还机器人")');
    await office.click('label:has-text("服务问题，已建工单")');
    await office.click('button.submit');
    await office.waitForSelector('.state.bot');
    const before = await ours().count();
    await say('多少钱');
    await ours().nth(before).waitFor({ timeout: 60_000 });
  });
});
