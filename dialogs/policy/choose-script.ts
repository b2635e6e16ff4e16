import type { CategoryId, ScriptId } from '#domain/category.ts';
import type { AccountView, Catalogue, Script, Trigger } from '#domain/content.ts';
import type { Locale } from '#domain/locale.ts';
import type { Selection } from '#domain/speech.ts';
import { STAGES, type Stage } from '#domain/stage.ts';
import { conditionCount, conditionsHold } from './conditions.ts';

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
 * general, the one heard least before the others. Equal queries give equal choices.
 */
export function chooseScript(catalogue: Catalogue, query: ScriptQuery): ScriptChoice | null {
  for (const category of lineage(catalogue, query.category)) {
    const fitting = [...catalogue.scripts.values()]
      .filter((script) => fits(script, category, query))
      .toSorted((a, b) => precedence(a, b, query));
    const [best, ...others] = fitting;
    if (!best) continue;
    return {
      script: best.id,
      variant: freshVariant(best.id, catalogue.variants(best.id, query.locale), query),
      selection: {
        rule: `category ${category}, stage ${query.stage}, on ${query.trigger}`,
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

function fits(script: Script, category: CategoryId, query: ScriptQuery): boolean {
  return (
    script.category === category &&
    script.on.includes(query.trigger) &&
    script.stages.includes(query.stage) &&
    conditionsHold(script.when, query.account)
  );
}

function precedence(a: Script, b: Script, query: ScriptQuery): number {
  return (
    conditionCount(b.when) - conditionCount(a.when) ||
    Number(isStaged(b)) - Number(isStaged(a)) ||
    timesHeard(a.id, query) - timesHeard(b.id, query) ||
    a.id.localeCompare(b.id)
  );
}

/** Whether a script was written for some stages only. */
function isStaged(script: Script): boolean {
  return script.stages.length < STAGES.length;
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
