import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { GatewayProcess, freeEndpoint } from '#channels/wechaty/gateway/gateway-process.ts';
import { systemClock } from '#commands/system-clock.ts';
import { PhoneWorld } from '../channels/phone-world.ts';
import { WecomServer } from '../channels/wecom/wecom-server.ts';
import { type RunningService, browserHere, openBrowser, startService } from './running-service.ts';

/** Where pictures of the pages are put for people, if anywhere. */
const SHOTS = process.env['NUANCUI_SHOTS'];
const TOKEN = 'insecure_test-0123456789abcdef';
const PROGRAM = join(import.meta.dirname, '..', 'channels', 'phone-gateway.ts');
const CARD = 'section.card:has-text("个人微信号")';

describe('A WeChat account in the console, from the code to be scanned to a gateway that falls', function () {
  this.timeout(240_000);
  let world: PhoneWorld;
  let wecom: WecomServer;
  let gateway: GatewayProcess;
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  let folder: string;

  async function shot(name: string): Promise<void> {
    if (SHOTS === undefined) return;
    for (const [device, width] of [
      ['computer', 1280],
      ['phone', 390],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${SHOTS}/${name}-${device}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  const open = async (place: string) => page.goto(`${service.address}/#/${place}`);
  const state = async (words: string) => page.waitForSelector(`${CARD} .chip:has-text("${words}")`);

  before(async function () {
    const program = browserHere();
    if (program === undefined) {
      if (process.env['NUANCUI_NO_SKIP'] === '1') throw new Error('no Chromium on this machine');
      process.stderr.write('skipped: no Chromium on this machine (CHROMIUM names one)\n');
      return this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'nuancui-account-'));
    world = await PhoneWorld.open();
    wecom = new WecomServer(() => Date.now());
    process.env['PHONE_WORLD'] = String(world.port);
    process.env['PHONE_LOGIN'] = 'by-hand';
    const [clock, endpoint] = [systemClock(), await freeEndpoint()];
    const report = () => undefined;
    const command = [PROGRAM];
    gateway = new GatewayProcess({ clock, command, folder, endpoint, token: TOKEN, report });
    gateway.begin();
    await world.until(() => world.ups.length > 0);
    service = await startService({
      channels: ['wechaty', 'wecom'],
      environment: {
        NUANCUI_WECHAT_ENDPOINT: endpoint,
        NUANCUI_WECHAT_TOKEN: TOKEN,
        NUANCUI_WECHAT_IDS: 'stable',
        NUANCUI_WECOM_CORP_ID: wecom.corpId,
        NUANCUI_WECOM_SECRET: wecom.secret,
        NUANCUI_WECOM_TOKEN: wecom.token,
        NUANCUI_WECOM_AES_KEY: wecom.aesKeyText,
        NUANCUI_WECOM_OPEN_KFID: wecom.openKfId,
        NUANCUI_WECOM_API: await wecom.open(),
        NUANCUI_WECOM_PORT: '0',
      },
    });
    browser = await openBrowser(program);
    const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' });
    page = await context.newPage();
    await page.goto(service.address);
    await page.fill('input[name=username]', service.login);
    await page.fill('input[name=password]', service.password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.shell');
    await open('import');
    await page.click('text=试用示例欠费表');
    await page.waitForSelector('text=E_BALANCE');
    await page.click('button.primary:has-text("确认导入")');
    await page.waitForSelector('.notice.good');
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
    await gateway?.end();
    await wecom?.close();
    await world?.close();
    delete process.env['PHONE_WORLD'];
    delete process.env['PHONE_LOGIN'];
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('shows the code to be scanned, and says in a banner elsewhere that somebody must', async () => {
    await open('account');
    world.order({ do: 'scan', code: 'https://login.example/abc' });
    await state('等待扫码');
    await page.waitForFunction("document.querySelector('.login img')?.naturalWidth > 0");
    await shot('account-scan');
    await open('conversations');
    await page.waitForSelector('[role=status]:has-text("等待扫码登录")');
  });

  it('is online when somebody has scanned, beside WeCom', async () => {
    world.order({ do: 'login', account: 'nuancui' });
    await page.waitForSelector('[role=status]:has-text("等待扫码登录")', { state: 'detached' });
    await open('account');
    await state('在线');
    await page.waitForSelector('section.card:has-text("微信客服") .chip:has-text("在线")');
    assert.equal(await page.locator('.login img').count(), 0);
    world.say('wx-1', '在吗');
    await world.until(() => world.sent.length > 0);
    await shot('account-ready');
  });

  it('says at once that the gateway fell, what becomes of messages, and who was in touch then', async () => {
    await open('conversations');
    const ups = world.ups.length;
    process.kill(gateway.pid ?? 0, 'SIGKILL');
    await page.waitForSelector('[role=status]:has-text("连接中断")');
    await shot('account-fallen');
    await world.until(() => world.ups.length > ups);
    world.order({ do: 'login', account: 'nuancui' });
    await page.waitForSelector('[role=status]:has-text("连接中断")', { state: 'detached' });
    const task = page.locator('details:has-text("可能漏收的消息")');
    await task.locator('li a').first().waitFor();
    await shot('account-missed');
    await task.locator('button:has-text("都看过了")').click();
    await task.waitFor({ state: 'detached' });
  });

  it('stops reminding when WeChat says that it is too much, until a person lets it go on', async () => {
    await open('account');
    await state('在线');
    world.order({ do: 'say', contact: 'wx-1', text: '操作太频繁，请稍后再试', type: 0 });
    await page.waitForSelector(`${CARD} [role=alert]:has-text("操作太频繁")`);
    await shot('account-restricted');
    await page.click(`${CARD} button:has-text("恢复主动提醒")`);
    await page.waitForSelector(`${CARD} [role=alert]`, { state: 'detached' });
  });
});
