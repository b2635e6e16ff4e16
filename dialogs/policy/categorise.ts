import type { CategoryId } from '#domain/category.ts';
import type { AccountView, Catalogue } from '#domain/content.ts';
import type { Label } from '#domain/label.ts';
import { conditionCount, conditionsHold } from '#domain/conditions.ts';

/**
 * The debtor category the dialog works with from now on: by the turn's label, then by what was said beside it, the
 * more particular first; words that say nothing of the cause leave it as it was.
 */
export function categorise(
  catalogue: Catalogue,
  label: Label,
  also: readonly Label[],
  account: AccountView,
  current: CategoryId | null,
): CategoryId | null {
  for (const said of [label, ...also]) {
    const [best] = [...catalogue.categories.values()]
      .filter(({ labels, when }) => labels.includes(said) && conditionsHold(when, account))
      .toSorted((a, b) => conditionCount(b.when) - conditionCount(a.when));
    if (best) return best.id;
  }
  return current;
}
