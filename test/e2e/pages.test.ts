import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'mocha';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { approveAsSecond } from './second-person.ts';
import { type RunningService, browserHere, openBrowser, startService } from './running-service.ts';

const SIZES = [
  { device: 'computer', width: 1280, height: 800 },
  { device: 'phone', width: 390, height: 844 },
] as const;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Asks axe for what it finds wrong on the page and how badly. */
const FIND = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, impact, nodes }) => ({ id, impact: impact ?? '', where: nodes[0]?.html ?? '' })))`;

/** Controls that a finger would miss: under 44 pixels in a direction, and not drawn over by another. */
const SMALL = `[...document.querySelectorAll('button, a, select, summary, textarea')]
  .map((one) => ({ one, box: one.getBoundingClientRect() }))
  .filter(({ one, box }) => box.width > 0 && getComputedStyle(one).position !== 'absolute')
  .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
  .map(({ one, box }) => one.outerHTML.slice(0, 80) + ' ' + box.width + 'x' + box.height)`;

/** Where the day at a glance ends, and what of the screen the ways to other places leave. */
const GLANCE = `[document.querySelector('.glance').getBoundingClientRect().bottom,
  Math.min(innerHeight, ...[...document.querySelectorAll('.shell nav')]
    .map((nav) => nav.getBoundingClientRect().top).filter((top) => top > innerHeight / 2))]`;

const findings = z.array(z.object({ id: z.string(), impact: z.string(), where: z.string() }));
const names = z.array(z.string());

for (const { device, width, height } of SIZES) {
  describe(`The pages on a ${device}`, function () {
    this.timeout(120_000);
    let service: RunningService;
    let browser: Browser;
    let context: BrowserContext;
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
      context = await browser.newContext({
        viewport: { width, height },
        locale: 'zh-CN',
        // What fades in is read when it is there.
        reducedMotion: 'reduce',
      });
      page = await context.newPage();
      await page.goto(service.address);
    });

    after(async () => {
      await browser?.close();
      await service?.stop();
    });

    async function holds(): Promise<void> {
      await page.evaluate(AXE);
      const found = findings.parse(await page.evaluate(FIND));
      const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(grave, []);
      const wide = z.number().parse(await page.evaluate('document.documentElement.scrollWidth'));
      assert.ok(wide <= width, `the page is ${wide} wide`);
      if (device === 'phone') assert.deepEqual(names.parse(await page.evaluate(SMALL)), []);
    }

    it('let somebody in who reads the screen by ear or by thumb', async () => {
      await page.waitForSelector('input[name=username]');
      await holds();
      await page.fill('input[name=username]', service.login);
      await page.fill('input[name=password]', service.password);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.list');
      await holds();
    });

    it('show what is wrong with a workbook', async () => {
      await page.goto(`${service.address}/#/import`);
      await page.waitForSelector('.drop');
      await holds();
      await page.click('text=试用示例欠费表');
      await page.waitForSelector('text=E_BALANCE');
      await holds();
      await page.click('button.primary:has-text("确认导入")');
      await page.waitForSelector('.notice.good');
      await holds();
    });

    it('show a wave, its words and its last question', async () => {
      await page.goto(`${service.address}/#/wave`);
      await page.locator('td summary').first().click();
      await page.waitForSelector('td details[open] .sample');
      await holds();
      await page.click('.starts button.primary');
      await page.waitForSelector('.el-dialog');
      await holds();
      await page.click('.el-dialog button.primary');
      await page.waitForSelector('h1 .state:has-text("等批准")');
      await holds();
      await approveAsSecond(browser, service, page.url());
      await page.waitForSelector('h1 .state:has-text("已完成")', { timeout: 60_000 });
      await page.waitForSelector('text=收到提醒');
      await holds();
    });

    it('show the phone of a resident', async () => {
      await page.goto(`${service.address}/simulator`);
      await page.waitForSelector('.residents li a');
      await holds();
      await page.locator('.residents li a').first().click();
      await page.waitForSelector('.line.us .bubble');
      await page.fill('.phone form textarea', '我要找人工');
      await page.press('.phone form textarea', 'Enter');
      await page.locator('.line.us .bubble').nth(1).waitFor({ timeout: 30_000 });
      await holds();
    });

    it('show the group of colleagues, and how one gets into it', async () => {
      await page.goto(`${service.address}/#/account`);
      await page.click('.staff-group button:has-text("绑定工作群")');
      await page.waitForSelector('.staff-group .words');
      await holds();
      await page.click('.account summary');
      await holds();
      await page.click('.account button:has-text("我的微信")');
      await page.click('.wechat button:has-text("取代码")');
      await page.waitForSelector('.wechat .words');
      await holds();
      await page.goto(`${service.address}/simulator`);
      await page.click('.office a:has-text("工作群")');
      await page.fill('.phone form textarea', '#待办');
      await page.press('.phone form textarea', 'Enter');
      await page.waitForSelector('.line.resident .bubble');
      await holds();
    });

    it('show a conversation, who speaks in it, and the resident', async () => {
      await page.goto(`${service.address}/#/conversations`);
      await page.click('.list li a:has-text("要求人工")');
      await page.click('button:has-text("认领")');
      await page.waitForSelector('.composer.reply textarea');
      await page.locator('.why summary').last().click();
      await holds();
      await page.click('.modes button:has-text("备注")');
      await holds();
      if (device === 'phone') await page.click('a.to-card');
      await page.waitForSelector('.resident .total');
      await holds();
      if (device === 'phone') await page.click('.resident a.back');
      await page.click('button:has-text("交还机器人")');
      await page.waitForSelector('.el-dialog');
      await holds();
    });

    it('show the scripts, and one while its words are changed and tried', async () => {
      await page.goto(`${service.address}/#/scripts`);
      await page.waitForSelector('.scripts li a');
      await holds();
      await page.goto(
        `${service.address}/#/scripts/${encodeURIComponent('unknown/first-reminder')}`,
      );
      await page.locator('article button:has-text("改这一条")').first().click();
      await page.fill('textarea[name=wording]', '您好，再不交，后果自负。请到12号楼。');
      await page.waitForSelector('.findings li.error');
      await holds();
      await page.locator('.el-segmented__item', { hasText: '依据' }).click();
      await page.waitForSelector('dl.basis');
      await holds();
      await page.locator('.el-segmented__item', { hasText: '试一试' }).click();
      await page.click('button:has-text("从头开始")');
      await page.waitForSelector('.talk .line.us');
      await holds();
    });

    it('show the report', async () => {
      await page.goto(`${service.address}/#/report`);
      await page.waitForSelector('.tiles');
      await holds();
      if (device === 'phone') {
        const [end, edge] = z.tuple([z.number(), z.number()]).parse(await page.evaluate(GLANCE));
        assert.ok(end <= edge, `what counts today ends at ${end}, the screen at ${edge}`);
        await page.click('summary:has-text("今天的其他数字")');
      }
      await page.locator('.tile summary').first().click();
      await page.locator('.tile button.big').nth(2).click();
      await page.waitForSelector('.el-dialog p:has-text("数据截至")');
      await holds();
      await page.click('.el-dialog button[aria-label="关闭"]');
      await page.goto(`${service.address}/#/report/month`);
      await page.waitForSelector('.charts');
      await page.locator('figure summary').first().click();
      await holds();
    });

    it('keep what was written when another conversation is opened in between', async () => {
      await page.goto(`${service.address}/#/conversations`);
      await page.click('.views .el-segmented__item:has-text("我的")');
      await page.click('.list li a');
      await page.fill('.composer textarea', '稍等，我去现场看一下');
      const address = page.url();
      await page.goto(`${service.address}/#/wave`);
      await page.waitForSelector('.tiles');
      await page.goto(address);
      const kept = page.locator('.composer textarea');
      await kept.waitFor();
      assert.equal(await kept.inputValue(), '稍等，我去现场看一下');
    });
  });
}
