import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { type RunningService, browserHere, openBrowser, startService } from './running-service.ts';

/** A question to which the office has one wording, so that whoever asks hears it. */
const QUESTION = '不交物业费会不会上征信？';
const SCRIPT = 'unknown/legal-question-credit-record';
const OWN = '您放心，我们不拿这个来催您。条文原文是这样写的：';
const NEW = `${OWN}\n{law}\n还想细问，回复“人工”，我请同事答复您。`;
const THREAT = '您好，再不交，后果自负。\n{law}';

/** What is selected in the field. */
const SELECTED = `(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(
  document.querySelector('textarea[name=wording]'))`;

describe('A wording of the office, in two browsers', function () {
  this.timeout(240_000);
  let service: RunningService;
  let browser: Browser;
  let author: Page;
  let manager: Page;
  let phone: Page;
  const complaints: string[] = [];

  async function seat(login: string): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (/^\w*Error:/u.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(service.address);
    await page.fill('input[name=username]', login);
    await page.fill('input[name=password]', service.password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.shell');
    return page;
  }

  /** The first Chinese wording of the script. */
  const first = (page: Page) => page.locator('article').first();
  const open = async (page: Page) =>
    page.goto(`${service.address}/#/scripts/${encodeURIComponent(SCRIPT)}`);

  /** What the resident of this place in the list hears when they ask; each has not written before. */
  async function heard(place: number): Promise<string> {
    await phone.goto(`${service.address}/simulator`);
    await phone.locator('.residents li a').nth(place).click();
    await phone.fill('.phone form textarea', QUESTION);
    await phone.press('.phone form textarea', 'Enter');
    const answer = phone.locator('.line.us .bubble').first();
    await answer.waitFor({ timeout: 60_000 });
    return answer.innerText();
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
    manager = await seat(service.login);
    await manager.goto(`${service.address}/#/import`);
    await manager.click('text=试用示例欠费表');
    await manager.waitForSelector('text=E_BALANCE');
    await manager.click('button.primary:has-text("确认导入")');
    await manager.waitForSelector('.notice.good');
    author = await seat('chen');
    phone = await manager.context().newPage();
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('is found by its words', async () => {
    await author.goto(`${service.address}/#/scripts`);
    await author.fill('input[type=search]', '物业能不能用别的办法逼人');
    await author.locator('.scripts li a').first().click();
    await first(author).waitFor();
    assert.match(await first(author).innerText(), /现在说的是原文/u);
  });

  it('that threatens is marked where it does, and cannot be proposed', async () => {
    await first(author).getByRole('button', { name: '改这一条' }).click();
    await author.fill('textarea[name=wording]', THREAT);
    await author.fill('input[name=why]', '催得紧一点');
    await author.waitForSelector('.findings li.error');
    assert.deepEqual(await author.locator('mark.error').allInnerTexts(), ['再不交', '后果自负']);
    assert.match(await author.locator('.findings').innerText(), /必须改\s*威胁/u);
    assert.ok(await author.getByRole('button', { name: '提交批准' }).isDisabled());
    await author.getByRole('button', { name: '看这里' }).last().click();
    const chosen = await author.evaluate(SELECTED);
    assert.equal(chosen, '后果自负');
  });

  it('is mended, heard by its author alone, and proposed', async () => {
    await author.fill('textarea[name=wording]', NEW);
    await author.fill('input[name=why]', '更像当面说话');
    await author.waitForSelector('.clean');
    assert.match((await first(author).locator('ins').allInnerTexts()).join(''), /放心/u);
    await author.locator('.el-segmented__item', { hasText: '试一试' }).click();
    await author.fill('input[name=say]', QUESTION);
    await author.press('input[name=say]', 'Enter');
    const talk = author.locator('.talk .line.us');
    await talk.waitFor();
    assert.match(
      await talk.innerText(),
      /您放心，我们不拿这个来催您[\s\S]*第九百四十四条[\s\S]*您正在写的/u,
    );
    await author.locator('.el-segmented__item', { hasText: '说法' }).click();
    await author.getByRole('button', { name: '提交批准' }).click();
    await author.waitForSelector('.notice.good:has-text("请另一位同事批准")');
    assert.equal(await first(author).getByRole('button', { name: '批准，开始这样说' }).count(), 0);
    assert.ok(!(await heard(0)).includes(OWN));
  });

  it('is seen by a second person as what was taken out and put in, and let in', async () => {
    await open(manager);
    await manager.waitForSelector('.review');
    assert.match((await manager.locator('.review del').allInnerTexts()).join(''), /删去/u);
    assert.match(
      (await manager.locator('.review ins').allInnerTexts()).join(''),
      /加上[\s\S]*放心/u,
    );
    await manager.getByRole('button', { name: '批准，开始这样说' }).click();
    await manager.waitForSelector('.notice.good:has-text("已批准")');
    // The author's page follows by itself.
    await first(author).locator('text=现在说的是自己的第 1 版').waitFor();
  });

  it('is heard by a resident', async () => {
    assert.ok((await heard(1)).includes(OWN));
  });

  it('gives way to the original when somebody says so', async () => {
    await first(manager).getByRole('button', { name: '改回原文' }).click();
    await manager.fill('.modal input', '住户觉得啰嗦');
    await manager.locator('.modal button.primary').click();
    await manager.waitForSelector('.notice.good:has-text("已改回原文")');
    assert.ok(!(await heard(2)).includes(OWN));
    await first(manager).locator('summary').click();
    assert.match(await first(manager).innerText(), /改回原文 · Wang[\s\S]*住户觉得啰嗦/u);
  });

  it('leaves no complaint in the console of either browser', () => {
    assert.deepEqual(complaints, []);
  });
});
