import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { type RunningService, browserHere, openBrowser, startService } from './running-service.ts';

/** A device that wants notices, and writes down what they would show on its locked screen. */
const DEVICE = `localStorage.setItem('nuancui.attention', 'on');
  window.notices = [];
  window.Notification = class {
    static permission = 'granted';
    static async requestPermission() { return 'granted'; }
    constructor(title, { body }) { window.notices.push(title + ' ' + body); }
    addEventListener() {}
    close() {}
  };`;

describe('A colleague who looks away, and a resident who writes with an input method', function () {
  this.timeout(240_000);
  let service: RunningService;
  let browser: Browser;
  let desk: Page;
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
    // Looking into the page is ours; its own policy is tried elsewhere.
    const context = await browser.newContext({ locale: 'zh-CN', bypassCSP: true });
    await context.addInitScript(DEVICE);
    desk = await context.newPage();
    await desk.goto(service.address);
    await desk.fill('input[name=username]', service.login);
    await desk.fill('input[name=password]', service.password);
    await desk.keyboard.press('Enter');
    await desk.waitForSelector('.shell');
    await desk.goto(`${service.address}/#/import`);
    await desk.click('text=试用示例欠费表');
    await desk.waitForSelector('text=E_BALANCE');
    await desk.click('button.primary:has-text("确认导入")');
    await desk.waitForSelector('.notice.good');
    await desk.goto(`${service.address}/#/conversations`);
    await desk.waitForSelector('.list');
    phone = await context.newPage();
    await phone.goto(`${service.address}/simulator`);
    await phone.locator('.residents li a').first().click();
    await phone.waitForSelector('.phone form textarea');
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('sends nothing with the Enter that chooses a word', async () => {
    const keyboard = await phone.context().newCDPSession(phone);
    await phone.focus('.phone form textarea');
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
    await keyboard.send('Input.imeSetComposition', {
      text: '我要找人工',
      selectionStart: 5,
      selectionEnd: 5,
    });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    await keyboard.send('Input.insertText', { text: '我要找人工' });
    assert.equal(await phone.inputValue('.phone form textarea'), '我要找人工');
    assert.equal(await phone.locator('.line.resident').count(), 0);
    await phone.keyboard.press('Enter');
    await phone.locator('.line.resident .bubble:has-text("我要找人工")').waitFor();
  });

  it('is called by a notice that names nobody: a number and nothing else', async () => {
    await desk.waitForFunction('window.notices.length > 0');
    const notices = z.array(z.string()).parse(await desk.evaluate('window.notices'));
    for (const notice of notices) {
      assert.match(notice, /^暖催 \D*1\D*$/u);
      assert.doesNotMatch(notice, /高晓峰|1-1-1002|欠|催缴|¥|人工/u);
    }
  });
});
