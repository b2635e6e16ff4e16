import { join } from 'node:path';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import type { Content } from '#content/load.ts';
import { scriptId } from '#domain/category.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import { localDate } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import type { WordingPlace } from '#ports/store/wordings.ts';
import { judgeBy } from '#wording/judge.ts';
import type { WordingDesk, WordingResult } from '#wording/wording-acts.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const house = openHouse();

/** What a resident hears who only greets. */
export const GREETING: WordingPlace = {
  script: scriptId('unknown/greeting'),
  locale: SOURCE_LOCALE,
  variant: 0,
};

const SETTING = caseFile.parse({
  version: 1,
  case: 'a resident who greets',
  now: '2026-03-03T10:00:00+08:00',
  accounts: [
    {
      account: '3-2-1101',
      owner: '王芳',
      charges: [{ period: '2025-07/2025-12', due: '2025-12-31', amount: '980.00' }],
    },
  ],
  contacts: [{ wechat: 'wang', account: '3-2-1101', role: 'owner' }],
  steps: [{ advance: '1m' }],
});

/** The real service over an empty store, with one resident. */
export async function openWordings(engine: 'plain' | 'bot-framework' = 'plain') {
  const stage = await openStage({ ...house, engine }, SETTING);
  const desk = (by: string, content: Content = house.content): WordingDesk => ({
    content,
    lint: (place, text) => content.lint({ ...place, text }, judgeBy, localDate('2026-03-03')),
    by,
    now: stage.clock.now(),
  });
  return {
    stage,
    desk,
    write: async (work: (tx: Tx) => Promise<WordingResult>) => stage.store.write(work),
    /** Says something as the resident. @returns what the phone then showed. */
    async says(text: string): Promise<string[]> {
      const before = stage.shown.length;
      await stage.simulator.say('wang', text);
      await stage.settle();
      return stage.shown.slice(before).map((one) => one.text);
    },
  };
}

export type Wordings = Awaited<ReturnType<typeof openWordings>> & { stage: CaseStage };
