import { type Page, passingPage, storedPage } from '#perception/language-model/page.ts';
import type { Clock } from '#ports/clock.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import type { Store } from '#ports/store/store.ts';
import type { ModelSettings } from '#settings';
import { log } from './log.ts';
import { LOCALES } from './open-house.ts';

/** Key of the day's use among the store's documents. */
const BUDGET_KEY = 'model-budget';

/**
 * The language model, if one is configured. Its SDK is not even loaded without one.
 * @param store where the day's use is counted; without it the count ends with the process.
 * @returns undefined when the model is off.
 */
export async function openModel(
  settings: ModelSettings | undefined,
  clock: Clock,
  store?: Store,
): Promise<LanguageModel | undefined> {
  if (!settings) {
    log.info({ model: 'off' }, 'language model');
    return undefined;
  }
  const page: Page = store ? storedPage(store, BUDGET_KEY) : passingPage();
  const { openLanguageModel } = await import('#perception/language-model/open-language-model.ts');
  const { name, url, format, timeoutMs } = settings;
  log.info({ model: 'on', name, host: new URL(url).host, format, timeoutMs }, 'language model');
  return openLanguageModel({
    settings,
    locales: LOCALES,
    clock,
    page,
    note: (asked) => log.info({ asked }, 'language model'),
    report: (error) => log.error({ err: error, where: 'language model' }),
  });
}
