import type { Content } from '#content/load.ts';
import type { Script } from '#domain/content.ts';
import { type Locale, SOURCE_LOCALE } from '#domain/locale.ts';
import { STAGES } from '#domain/stage.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import { isCurrent } from '#wording/speaking.ts';
import { type KnownVersion, versionsAt, withSteps } from '#wording/standing.ts';
import type { ScriptList, ScriptView } from '../../script-api.ts';
import type { ScriptNotes } from '../desk.ts';

type Row = ScriptList['items'][number];
type Place = ScriptView['places'][number];

/** Every script with its wordings in one language as they are said, and how they stand. */
export async function scriptRows(
  tx: Tx,
  content: Content,
  notes: ScriptNotes,
  locale: Locale,
): Promise<Row[]> {
  const open = await tx.wordings.standing(['drafted', 'proposed', 'approved']);
  const known = Map.groupBy(await withSteps(tx, open), ({ script }) => script);
  return [...content.catalogue.scripts.values()].map((script) => {
    const own = known.get(script.id) ?? [];
    const texts = content
      .shipped(script.id, locale)
      .map(
        (shipped, variant) =>
          own.find(
            (one) =>
              one.state === 'approved' &&
              one.locale === locale &&
              one.variant === variant &&
              isCurrent(content, one),
          )?.text ?? shipped,
      );
    return {
      id: script.id,
      category: script.category,
      on: [...script.on],
      stages: [...script.stages],
      aim: notes.aimOf(script.id),
      texts,
      standing: {
        drafted: own.filter(({ state }) => state === 'drafted').length,
        proposed: own.filter(({ state }) => state === 'proposed').length,
        own: own.filter((one) => one.state === 'approved' && isCurrent(content, one)).length,
        stale: own.filter((one) => one.state === 'approved' && !isCurrent(content, one)).length,
      },
    };
  });
}

/** What an author wants to know of a script, but what was heard of it. */
export function scriptDetail(
  content: Content,
  notes: ScriptNotes,
  script: Script,
  locale: Locale,
): Omit<ScriptView, 'places' | 'heard'> {
  const { id, category, on, stages, when, strategy, evidence, slots, givesUp, owner } = script;
  return {
    id,
    category,
    aim: notes.aimOf(id),
    on: [...on],
    stages: [...stages],
    allStages: stages.length === STAGES.length,
    when: Object.entries(when).map(([name, value]) => ({ name, values: valuesOf(value) })),
    strategy,
    strategyName: notes.strategyName(strategy, locale),
    evidence: evidence.map((row) => {
      const { kind = 'none', finding = '' } = notes.evidence.get(row) ?? {};
      return { row, kind, finding };
    }),
    cites: script.cites.flatMap(({ statute, paragraph }) => {
      const found = content.catalogue.statutes.get(statute);
      if (!found) return [];
      const text = paragraph === null ? found.text : found.text.split('\n')[paragraph - 1];
      return [{ id: statute, title: found.title, article: found.article, text: text ?? '' }];
    }),
    slots: [...slots],
    choices: script.choices.map(({ key }) => key),
    givesUp,
    owner,
    stories: [...notes.storiesOf(id)],
  };
}

function valuesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).map(([end, n]) => `${end} ${String(n)}`);
  }
  return [String(value)];
}

/** Every wording of a script in every language, with all versions of the office's own. */
export async function placesOf(
  tx: Tx,
  content: Content,
  { id }: Script,
  member: StaffMember,
): Promise<Place[]> {
  const names = new Map((await tx.staff.list()).map((one) => [one.id, one.name]));
  const nameOf = (staffId: string) => names.get(staffId) ?? staffId;
  const places: Place[] = [];
  for (const locale of sourceFirst(content.catalogue.locales)) {
    for (const [variant, shipped] of content.shipped(id, locale).entries()) {
      const known = await versionsAt(tx, { script: id, locale, variant });
      const own = known.find((one) => one.state === 'approved' && isCurrent(content, one));
      places.push({
        locale,
        variant,
        shipped,
        said: own?.text ?? shipped,
        own: own?.id ?? null,
        versions: known.map((one) => versionView(content, one, member, nameOf)),
      });
    }
  }
  return places;
}

/** The language every text exists in, then the others. */
export function sourceFirst(locales: readonly Locale[]): Locale[] {
  return [SOURCE_LOCALE, ...locales.filter((one) => one !== SOURCE_LOCALE)];
}

function versionView(
  content: Content,
  version: KnownVersion,
  member: StaffMember,
  nameOf: (id: string) => string,
): Place['versions'][number] {
  const { id, number, text, base, authorId, why, at, state, steps } = version;
  const hands = [authorId, ...steps.filter(({ step }) => step === 'proposed').map(({ by }) => by)];
  return {
    id,
    number,
    text,
    base,
    author: nameOf(authorId),
    mine: hands.includes(member.id),
    why,
    at,
    state,
    stale: !isCurrent(content, version),
    steps: steps.map(({ step, by, at: when, reason }) => {
      return { step, by: nameOf(by), at: when, reason };
    }),
  };
}
