import type { Browser, Page } from 'playwright-core';
import type { RunningService } from './running-service.ts';

/** Another colleague, at a computer of their own, approves the wave at this address. */
export async function approveAsSecond(
  browser: Browser,
  { address, second, password }: RunningService,
  wave: string,
): Promise<void> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await page.goto(`${address}/${new URL(wave).hash}`);
    await page.fill('input[name=username]', second);
    await page.fill('input[name=password]', password);
    await page.click('button.primary');
    await page.waitForSelector('.notice.warn:has-text("等您批准")');
    await page.click('.acts button.primary:has-text("批准")');
    await page.waitForSelector('h1 .state:not(:has-text("等批准"))');
  } finally {
    await context.close();
  }
}

/** Draws up a wave of all who may be reminded, has it approved, and waits until it has run. */
export async function remindAll(
  page: Page,
  browser: Browser,
  service: RunningService,
): Promise<void> {
  await page.goto(`${service.address}/#/wave`);
  await page.click('.starts button.primary');
  await page.click('.el-dialog button.primary:has-text("送交批准")');
  await page.waitForSelector('h1 .state:has-text("等批准")');
  await approveAsSecond(browser, service, page.url());
  await page.waitForSelector('h1 .state:has-text("已完成")', { timeout: 60_000 });
}
