import type { CategoryId, ScriptId } from '#domain/category.ts';
import type { AccountView, Catalogue, Script, Trigger } from '#domain/content.ts';
import type { Locale } from '#domain/locale.ts';
import type { Selection } from '#domain/speech.ts';
import { STAGES, type Stage } from '#domain/stage.ts';
import { conditionCount, conditionsHold } from '#domain/conditions.ts';

export interface ScriptQuery {
  readonly category: CategoryId;
  readonly stage: Stage;
  readonly trigger: Trigger;
  readonly account: AccountView;
  readonly locale: Locale;
  /** What this conversation has heard, newest first. */
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
  for (const category of lineage(catalogue, query.category)) {
    const fitting = listenersOf(catalogue, category, query.trigger)
      .filter(({ stages, when }) => {
        return stages.includes(query.stage) && conditionsHold(when, query.account);
      })
      .filter(wanted)
      .toSorted((a, b) => decisive(a, b, query).order);
    const [best, ...others] = fitting;
    if (!best) continue;
    return {
      script: best.id,
      variant: freshVariant(best.id, catalogue.variants(best.id, query.locale), query),
      selection: {
        rule: ruleOf(query, category, best, others[0]),
        alternatives: others.map(({ id }) => id),
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

/** In words of the office: where the script comes from, and what set it before the next best. */
function ruleOf(
  query: ScriptQuery,
  category: CategoryId,
  best: Script,
  second: Script | undefined,
): string {
  const from =
    category === query.category ? category : `${category} (nothing fits in ${query.category})`;
  const rule = `category ${from}, stage ${query.stage}, on ${query.trigger}`;
  return second ? `${rule}; ${decisive(best, second, query).why}` : rule;
}

/** Which of two fitting scripts comes first, and by what; below 0 is the first. */
function decisive(a: Script, b: Script, query: ScriptQuery): { order: number; why: string } {
  const criteria = [
    { order: conditionCount(b.when) - conditionCount(a.when), why: 'fits the account closer' },
    { order: Number(isStaged(b)) - Number(isStaged(a)), why: 'written for this stage' },
    { order: Number(isPassing(b)) - Number(isPassing(a)), why: 'said first, gives up later' },
    { order: timesHeard(a.id, query) - timesHeard(b.id, query), why: 'heard less often' },
  ];
  const found = criteria.find(({ order }) => order !== 0);
  return found ?? { order: a.id < b.id ? -1 : 1, why: 'first by name' };
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

/** The first wording not heard yet, or else the one heard longest ago. */
function freshVariant(id: ScriptId, count: number, { heard }: ScriptQuery): number {
  const used = heard.filter(({ script }) => script === id).map(({ variant }) => variant);
  const ages = Array.from({ length: count }, (_, variant) => {
    const last = used.indexOf(variant);
    return { variant, age: last === -1 ? Number.POSITIVE_INFINITY : last };
  });
  return ages.toSorted((a, b) => b.age - a.age || a.variant - b.variant)[0]?.variant ?? 0;
}
