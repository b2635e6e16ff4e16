import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import {
  type RunningService,
  browserHere,
  openBrowser,
  startService,
  keepComplaints,
} from './running-service.ts';

/** Where pictures of the pages are put for people, if anywhere. */
const SHOTS = process.env['NUANCUI_SHOTS'];

describe('Pictures, voices and files, from the phone of a resident to a colleague', function () {
  this.timeout(180_000);
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  let address = '';
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
      viewport: { width: 1280, height: 900 },
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
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('shows on the phone what the resident sent, in whose name', async () => {
    await page.goto(`${service.address}/simulator`);
    await page.locator('.residents li a').first().click();
    for (const kind of ['图片', '语音', '文件', '位置', '转账', '视频']) {
      const count = await page.locator('.line.resident').count();
      await page
        .locator('.world button', { hasText: new RegExp(`^\\s*${kind}\\s*$`, 'u') })
        .click();
      await page.locator('.line.resident').nth(count).waitFor();
    }
    await page.waitForSelector('.line.resident .bubble:has-text("[语音]")');
    await page.locator('.line.us .bubble').first().waitFor({ timeout: 60_000 });
    await shot('phone');
  });

  it('shows the picture to a colleague as a picture, with words for who cannot see it', async () => {
    await page.goto(`${service.address}/#/conversations`);
    await page.locator('.list li a').first().click();
    const picture = page.locator('.conversation .thumb img');
    await picture.waitFor();
    address = page.url();
    await page.waitForFunction(
      `document.querySelector('.conversation .thumb img').naturalWidth === 480`,
    );
    assert.match((await picture.getAttribute('alt')) ?? '', /发来的图片，11月20日 10:00/u);
    await shot('transcript');
  });

  it('opens it large by the keyboard, and comes back to where one was', async () => {
    await page.locator('.thumb').focus();
    await page.keyboard.press('Enter');
    const large = page.locator('.el-dialog .stage img');
    await large.waitFor();
    await page.waitForSelector('.el-dialog h2:has-text("发来的图片")');
    await shot('large');
    await page.keyboard.press('Escape');
    await page.locator('.el-dialog').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.thumb:focus').count(), 1);
  });

  it('plays the voice in a player of the browser, from any place', async () => {
    const player = page.locator('.conversation audio');
    assert.match((await player.getAttribute('aria-label')) ?? '', /发来的语音/u);
    const seconds = await page.evaluate(`new Promise((resolve, reject) => {
      const player = document.querySelector('.conversation audio');
      if (player.readyState > 0) resolve(player.duration);
      player.addEventListener('loadedmetadata', () => resolve(player.duration));
      player.addEventListener('error', () => reject(new Error('cannot be played')));
    })`);
    assert.equal(seconds, 2);
  });

  it('gives a file to be saved, under its name and never opened in the page', async () => {
    const file = page.locator('.conversation a.file', { hasText: 'note.pdf' });
    const [saved] = await Promise.all([page.waitForEvent('download'), file.click()]);
    assert.equal(saved.suggestedFilename(), 'note.pdf');
    assert.match(readFileSync(await saved.path(), 'utf8'), /^%PDF-1\.4/u);
    assert.equal(page.url(), address);
  });

  it('says of money that it was not taken, and of what cannot be had that it is on the phone', async () => {
    const bubbles = page.locator('.conversation .in .bubble');
    await bubbles.filter({ hasText: '没有点收' }).waitFor();
    await bubbles.filter({ hasText: /\[位置\]/u }).waitFor();
    assert.equal(await page.locator('.conversation:has-text("已收款")').count(), 0);
  });

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.thumb').scrollIntoViewIfNeeded();
    await shot('transcript-390');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
    await page.locator('.thumb').click();
    await page.locator('.el-dialog .stage img').waitFor();
    await shot('large-390');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
    await page.keyboard.press('Escape');
    await page.locator('.el-dialog').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('goes on paper with the conversation: pictures seen, the rest by name', async () => {
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.thumb img').isVisible());
    assert.ok(await page.locator('.kind', { hasText: '[图片]' }).isVisible());
    assert.ok(await page.locator('a.file', { hasText: 'note.pdf' }).isVisible());
    assert.equal(await page.locator('.conversation audio').isVisible(), false);
    assert.ok(await page.locator('.about', { hasText: 'voice.wav' }).isVisible());
    await shot('paper');
    await page.emulateMedia({ media: 'screen' });
  });

  it('breaks no security policy on the way', () => {
    assert.deepEqual(complaints, []);
  });
});
