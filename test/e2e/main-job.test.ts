import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { remindAll } from './second-person.ts';
import {
  type RunningService,
  browserHere,
  openBrowser,
  startService,
  keepComplaints,
} from './running-service.ts';

const COMPLAINT = '楼道太脏了，垃圾三天没人收，我为什么要交物业费？';
const ANSWER = '您好，我是管家，已安排保洁今天下午清运，处理完拍照给您。';

describe('The main job in a browser', function () {
  this.timeout(180_000);
  let service: RunningService;
  let browser: Browser;
  let context: BrowserContext;
  let office: Page;
  let phone: Page;
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
    context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' });
    context.on('request', (request) => {
      if (!request.url().startsWith(service.address)) strange.push(request.url());
    });
    await keepComplaints(context, complaints);
    office = await context.newPage();
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('lets the office sign in and look through the sample workbook before booking it', async () => {
    await office.goto(`${service.address}/#/import`);
    await office.fill('input[name=username]', service.login);
    await office.fill('input[name=password]', service.password);
    await office.click('button.primary');
    await office.click('text=试用示例欠费表');
    await office.waitForSelector('text=E_BALANCE');
    await office.click('button.primary:has-text("确认导入")');
    await office.waitForSelector('.notice.good');
  });

  it('shows who would be reminded in which words, and sends only on order', async () => {
    await office.goto(`${service.address}/#/wave`);
    await office.waitForSelector('text=您好，我是云杉苑物业服务中心的AI助手');
    await remindAll(office, browser, service);
    const progress = (await office.locator('section:has-text("进度") table').textContent()) ?? '';
    assert.match(progress, /已送达微信\s*[1-9]/u);
  });

  it('reminds the resident, and hands a complaint to staff without a word of money', async () => {
    phone = await context.newPage();
    await phone.goto(`${service.address}/simulator`);
    await phone.click('.residents li a');
    await phone.waitForSelector('.line.us .bubble:has-text("物业费")');
    await phone.fill('.phone form textarea, .phone form input', COMPLAINT);
    await phone.press('.phone form textarea, .phone form input', 'Enter');
    const answer = phone.locator('.line.us .bubble').nth(1);
    await answer.waitFor({ timeout: 30_000 });
    const text = (await answer.textContent()) ?? '';
    assert.match(text, /管家/u);
    assert.doesNotMatch(text, /元|缴|费/u);
  });

  it('lets a colleague claim the conversation, answer and hand it back', async () => {
    await office.goto(`${service.address}/#/conversations`);
    await office.click('.list li a:has-text("服务争议")');
    await office.click('button:has-text("认领")');
    await office.waitForSelector('text=你在处理，机器人不说话');
    await office.fill('.composer.reply textarea', ANSWER);
    await office.click('.composer button:has-text("发送")');
    await phone.waitForSelector(`.line.us .bubble:has-text("${ANSWER}")`);
    await office.click('button:has-text("交还机器人")');
    await office.click('label:has-text("服务问题，已建工单")');
    await office.click('button.submit');
    await office.waitForSelector('text=机器人在服务，人工未介入');
  });

  it('keeps a note among colleagues', async () => {
    await office.click('.composer .modes button:has-text("备注")');
    await office.fill('.composer textarea', '这户爱清静，别打电话');
    await office.click('.composer button:has-text("保存备注")');
    await office.waitForSelector('.conversation >> text=这户爱清静');
    assert.equal(await phone.locator('text=这户爱清静').count(), 0);
  });

  it('stops everything with the payment, and the report shows it', async () => {
    await phone.click('.world button.primary');
    await phone.waitForSelector('.world .notice.good');
    await office.goto(`${service.address}/#/report`);
    await office.waitForSelector('.glance .tiles');
    const tiles = (await office.locator('.glance .tiles').textContent()) ?? '';
    assert.match(tiles, /到账金额\s*¥[1-9]/u);
  });

  it('fits a phone of 390 pixels on every page', async () => {
    const small = await context.newPage();
    await small.setViewportSize({ width: 390, height: 844 });
    for (const place of ['conversations', 'wave', 'import', 'report']) {
      await small.goto(`${service.address}/#/${place}`);
      await small.waitForSelector('h1, .list');
      const width = await small.evaluate('document.documentElement.scrollWidth');
      assert.ok(typeof width === 'number' && width <= 390, `${place} is ${String(width)} wide`);
    }
  });

  it('loads nothing from elsewhere and breaks no security policy', () => {
    assert.deepEqual(strange, []);
    assert.deepEqual(complaints, []);
  });
});
