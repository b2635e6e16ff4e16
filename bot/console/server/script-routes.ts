import type { FastifyInstance } from 'fastify';
import { isCategoryId, isScriptId } from '#domain/category.ts';
import type { Script } from '#domain/content.ts';
import type { Estate } from '#domain/estate.ts';
import { OCCUPANCIES } from '#domain/household.ts';
import { type Locale, SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import { parseYuan } from '#domain/money.ts';
import { STAGES } from '#domain/stage.ts';
import { type Instant, addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { readActivity } from '#papers/report/read-activity.ts';
import { readEffects } from '#papers/report/read-effects.ts';
import { isStatutoryHoliday } from '#policy/statutory-holiday.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import { sampleOf } from '#wording/sample.ts';
import { type TrialAccount, trialFacts } from '#wording/trial-account.ts';
import { playTrial } from '#wording/trial.ts';
import {
  type AccountRequest,
  type SampleResult,
  type ScriptList,
  type ScriptView,
  type TryRequest,
  type TryResult,
  sampleRequest,
  scriptQuery,
  scriptsQuery,
  tryRequest,
} from '../script-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { may } from './permission.ts';
import { Refused } from './refused.ts';
import { estateFor, worksForAll } from './scope.ts';
import type { Sessions } from './session.ts';
import { placesOf, scriptDetail, scriptRows, sourceFirst } from './view/script-view.ts';
import { viewOfSelection } from './view/selection-view.ts';

/** Over how many days back it is looked what was said and who paid. */
const DAYS_BACK = 90;
const MORNING = 10 * 60;

/** What the office says and when: every script with its wordings, and how it sounds for an account somebody makes up. */
export function scriptRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, content, notes } = desk;

  server.get('/api/scripts', needs('read-script'), async (request): Promise<ScriptList> => {
    const { member } = sessions.require(request);
    const locale = localeOf(desk, scriptsQuery.parse(request.query).locale);
    return store.read(async (tx) => ({
      items: await scriptRows(tx, content, notes, locale),
      categories: [...content.catalogue.categories.keys()],
      stages: [...STAGES],
      locales: sourceFirst(content.catalogue.locales),
      mayApprove: may(member.role, 'approve-script') && (await worksForAll(tx, member)),
    }));
  });

  server.get('/api/script', needs('read-script'), async (request): Promise<ScriptView> => {
    const { member } = sessions.require(request);
    const { id, estate: estateId } = scriptQuery.parse(request.query);
    const script = scriptOf(desk, id);
    return store.read(async (tx) => {
      const estate = estateId === undefined ? null : await estateFor(tx, member, estateId);
      return {
        ...scriptDetail(content, notes, script, SOURCE_LOCALE),
        places: await placesOf(tx, content, script, member),
        heard: estate
          ? await heardOf(tx, estate, script, clock.now())
          : { days: DAYS_BACK, wordings: [] },
      };
    });
  });

  server.post(
    '/api/script/sample',
    needs('read-script'),
    async (request): Promise<SampleResult> => {
      const { member } = sessions.require(request);
      const { text, estate: id, account, ...asked } = sampleRequest.parse(request.body);
      const script = scriptOf(desk, asked.script);
      const place = { ...asked, script: script.id, locale: localeOf(desk, asked.locale) };
      const drafted = text === undefined ? null : { ...place, text };
      return store.read(async (tx) => {
        const estate = await trialEstate(tx, member, id);
        const now = morningOf(estate, clock.now());
        const made = accountOf(desk, account);
        const facts = trialFacts(made, estate, place.locale, content.feeItem, now);
        const spoken = draftedOver(await desk.speaking(tx), drafted);
        const sample = sampleOf(spoken, script, place, facts, now);
        return { ...sample, rules: [...sample.rules] };
      });
    },
  );

  server.post('/api/script/try', needs('read-script'), async (request): Promise<TryResult> => {
    const { member } = sessions.require(request);
    const asked = tryRequest.parse(request.body);
    const locale = localeOf(desk, asked.locale);
    const account = accountOf(desk, asked.account);
    const [estate, said] = await store.read(async (tx) => {
      return [await trialEstate(tx, member, asked.estate), await desk.speaking(tx)] as const;
    });
    const now = morningOf(estate, clock.now());
    const spoken = draftedOver(said, draftOf(desk, asked.draft));
    const facts = trialFacts(account, estate, locale, content.feeItem, now);
    const { category } = account;
    const trial = { facts, category, begin: asked.begin, said: asked.said };
    const lines = await playTrial(spoken, desk.perceive, trial, now);
    return {
      lines: lines.map((line) => {
        if (line.from !== 'us') return line;
        const { speech, ...rest } = line;
        const { script, variant, selection } = speech;
        return {
          ...rest,
          rules: [...line.rules],
          script,
          variant,
          why: viewOfSelection(selection),
        };
      }),
    };
  });

  /** Whose settings speak in a trial. */
  async function trialEstate(tx: Tx, member: StaffMember, id: string | null): Promise<Estate> {
    return id === null ? content.estate({ id: 'trial', name: 'trial' }) : estateFor(tx, member, id);
  }
}

/** What is being written in place of every wording of its script, so that its author hears it whichever would come; unreadable text is told as such. */
function draftedOver(said: Desk['content'], draft: ReturnType<typeof draftOf>): Desk['content'] {
  if (!draft) return said;
  try {
    const all = said.shipped(draft.script, draft.locale).keys();
    return said.withWordings(
      Array.from(all, (variant) => ({ ...draft, variant, version: 'draft' })),
    );
  } catch {
    throw new Refused(422, 'WORDING_UNREADABLE');
  }
}

function draftOf(desk: Desk, draft: TryRequest['draft']) {
  if (!draft) return null;
  return {
    ...draft,
    script: scriptOf(desk, draft.script).id,
    locale: localeOf(desk, draft.locale),
  };
}

/** @throws Refused 404 where the office has no such script. */
function scriptOf({ content }: Desk, id: string): Script {
  const script = isScriptId(id) ? content.catalogue.scripts.get(id) : undefined;
  if (!script) throw new Refused(404, 'NOT_FOUND');
  return script;
}

/** @throws Refused 404 for a language that is not spoken here. */
function localeOf({ content }: Desk, tag: string): Locale {
  if (!isLocale(tag) || !content.catalogue.locales.includes(tag)) {
    throw new Refused(404, 'NOT_FOUND');
  }
  return tag;
}

/** @throws Refused where a sum, a use of the home or a category is none. */
function accountOf({ content }: Desk, account: AccountRequest): TrialAccount {
  const sum = parseYuan(account.sum);
  const occupancy = OCCUPANCIES.find((one) => one === account.occupancy);
  const { category } = account;
  if (sum === undefined || sum < 0) throw new Refused(422, 'BAD_SUM');
  if (account.from > account.to) throw new Refused(422, 'BAD_REQUEST', { where: 'to' });
  const isKnown = isCategoryId(category) && content.catalogue.categories.has(category);
  if (!isKnown || !occupancy) throw new Refused(422, 'BAD_REQUEST');
  const heard = account.heard.flatMap(({ script, variant }) =>
    isScriptId(script) && content.catalogue.scripts.has(script) ? [{ script, variant }] : [],
  );
  return { ...account, sum, occupancy, category, heard };
}

/** Ten in the morning of the next day that is no holiday, when anything may be said. */
function morningOf({ timezone }: Estate, now: Instant): Instant {
  let day = dateAt(now, timezone);
  while (isStatutoryHoliday(day)) day = addDays(day, 1);
  return instantAt(day, MORNING, timezone);
}

/** How often each wording of a script was said of late, and who paid afterwards. */
async function heardOf(
  tx: Tx,
  estate: Estate,
  { id }: Script,
  now: Instant,
): Promise<ScriptView['heard']> {
  const today = dateAt(now, estate.timezone);
  const activity = await readActivity(tx, estate, addDays(today, -DAYS_BACK), today);
  const { wordings } = await readEffects(tx, estate, activity, now);
  return {
    days: DAYS_BACK,
    wordings: wordings
      .filter(({ script }) => script === id)
      .map(({ variant, version, households, days14, days30 }) => ({
        variant,
        version,
        households,
        days14: { of: days14.n, paid: days14.paid },
        days30: { of: days30.n, paid: days30.paid },
      })),
  };
}
