import type { CategoryId, ScriptId } from '#domain/category.ts';
import type { AccountView, Catalogue, Script, Trigger } from '#domain/content.ts';
import type { Locale } from '#domain/locale.ts';
import type { Alternative, Decider, Selection } from '#domain/selection.ts';
import { STAGES, type Stage } from '#domain/stage.ts';
import { conditionCount, conditionsHold, unmetConditions } from '#domain/conditions.ts';
import { freshVariant } from './fresh-variant.ts';

export interface ScriptQuery {
  readonly category: CategoryId;
  readonly stage: Stage;
  readonly trigger: Trigger;
  readonly account: AccountView;
  readonly locale: Locale;
  /** Who hears it (`listenerOf`): households are spread over wordings by it. */
  readonly listener: string;
  /** What this household has heard, newest first. */
  readonly heard: readonly { readonly script: ScriptId; readonly variant: number }[];
}

export interface ScriptChoice {
  readonly script: ScriptId;
  readonly variant: number;
  readonly selection: Selection;
}

/**
 * The persuasion script for a trigger: the category's own before its fallback's, the more particular before the
 * general, one that gives its place to another before that other, the one heard least before the others. One that has
 * given up is passed over while another fits. Equal queries give equal choices.
 */
export function chooseScript(catalogue: Catalogue, query: ScriptQuery): ScriptChoice | null {
  return (
    choose(catalogue, query, (one) => !hasHadItsChance(one, query)) ?? choose(catalogue, query)
  );
}

function choose(
  catalogue: Catalogue,
  query: ScriptQuery,
  wanted: (one: Script) => boolean = () => true,
): ScriptChoice | null {
  const line = lineage(catalogue, query.category);
  for (const [index, from] of line.entries()) {
    const [best, ...others] = listenersOf(catalogue, from, query.trigger)
      .filter((script) => fits(script, query) && wanted(script))
      .toSorted((a, b) => decisive(a, b, query).order);
    if (!best) continue;
    const { trigger, category: asked, stage, account } = query;
    const outranked = others.map((other): Alternative => ({
      script: other.id,
      why: decisive(best, other, query).why,
    }));
    const ranked = new Set([best.id, ...others.map(({ id }) => id)]);
    return {
      script: best.id,
      variant: freshVariant(catalogue.variants(best.id, query.locale), best.id, query),
      selection: {
        trigger,
        asked,
        from,
        stage,
        account,
        times: timesHeard(best.id, query),
        decided: others[0] ? decisive(best, others[0], query).why : 'only',
        alternatives: [
          ...outranked,
          ...passedOver(catalogue, query, line, index).filter(({ script }) => !ranked.has(script)),
        ],
      },
    };
  }
  return null;
}

/** A category and those it falls back to, nearest first. */
export function lineage(catalogue: Catalogue, category: CategoryId): CategoryId[] {
  const line: CategoryId[] = [];
  for (let next: CategoryId | null = category; next !== null && !line.includes(next);) {
    line.push(next);
    next = catalogue.categories.get(next)?.fallback ?? null;
  }
  return line;
}

function fits({ stages, when }: Script, { stage, account }: ScriptQuery): boolean {
  return stages.includes(stage) && conditionsHold(when, account);
}

/** What fits in the categories that come after the chosen one's, then all that is ruled out. */
function passedOver(
  catalogue: Catalogue,
  query: ScriptQuery,
  line: readonly CategoryId[],
  chosen: number,
): Alternative[] {
  const later: Alternative[] = [];
  const out: Alternative[] = [];
  for (const [index, category] of line.entries()) {
    for (const script of listenersOf(catalogue, category, query.trigger)) {
      if (!fits(script, query)) out.push(ruledOut(script, query));
      else if (index > chosen) later.push({ script: script.id, why: 'category' });
      else if (hasHadItsChance(script, query)) later.push({ script: script.id, why: 'spent' });
    }
  }
  const byName = (a: Alternative, b: Alternative) => (a.script < b.script ? -1 : 1);
  return [...later.toSorted(byName), ...out.toSorted(byName)];
}

function ruledOut({ id, stages, when }: Script, { stage, account }: ScriptQuery): Alternative {
  return stages.includes(stage)
    ? { script: id, why: 'account', unmet: unmetConditions(when, account) }
    : { script: id, why: 'stage' };
}

const NONE: readonly Script[] = [];

/** The scripts of each catalogue by category and trigger, since every turn asks for them. */
const indexes = new WeakMap<Catalogue, ReadonlyMap<string, readonly Script[]>>();

function listenersOf(
  catalogue: Catalogue,
  category: CategoryId,
  trigger: Trigger,
): readonly Script[] {
  let index = indexes.get(catalogue);
  if (!index) {
    const pairs = [...catalogue.scripts.values()].flatMap((script) =>
      script.on.map((on) => ({ key: `${script.category} ${on}`, script })),
    );
    const grouped = Map.groupBy(pairs, ({ key }) => key);
    index = new Map([...grouped].map(([key, found]) => [key, found.map(({ script }) => script)]));
    indexes.set(catalogue, index);
  }
  return index.get(`${category} ${trigger}`) ?? NONE;
}

/** Which of two fitting scripts comes first, and by what; below 0 is the first. */
function decisive(
  a: Script,
  b: Script,
  query: ScriptQuery,
): { order: number; why: Exclude<Decider, 'only'> } {
  const criteria = [
    { order: conditionCount(b.when) - conditionCount(a.when), why: 'closer' },
    { order: Number(isStaged(b)) - Number(isStaged(a)), why: 'staged' },
    { order: Number(isPassing(b)) - Number(isPassing(a)), why: 'passing' },
    { order: timesHeard(a.id, query) - timesHeard(b.id, query), why: 'fresher' },
  ] as const;
  const found = criteria.find(({ order }) => order !== 0);
  return found ?? { order: a.id < b.id ? -1 : 1, why: 'name' };
}

/** Whether a script was written for some stages only. */
function isStaged(script: Script): boolean {
  return script.stages.length < STAGES.length;
}

/** Whether it gives its place to another after some tries. */
function isPassing({ givesUp }: Script): boolean {
  return givesUp?.next === 'another';
}

function hasHadItsChance(script: Script, query: ScriptQuery): boolean {
  return isPassing(script) && timesHeard(script.id, query) >= (script.givesUp?.after ?? 0);
}

function timesHeard(id: ScriptId, { heard }: ScriptQuery): number {
  return heard.filter(({ script }) => script === id).length;
}
