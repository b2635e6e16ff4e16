import type { CategoryId } from '#domain/category.ts';
import type { AccountView, Catalogue, TopicId } from '#domain/content.ts';
import type { Label } from '#domain/label.ts';
import { conditionCount, conditionsHold } from '#domain/conditions.ts';

/**
 * The debtor category the dialog works with from now on: by the turn's label, then by the topic of a
 * question, then by what was said beside it, the more particular first. Words that say nothing of the cause leave it
 * as it was.
 */
export function categorise(
  catalogue: Catalogue,
  label: Label,
  also: readonly Label[],
  account: AccountView,
  current: CategoryId | null,
  topics: readonly TopicId[] = [],
): CategoryId | null {
  const byLabel = (said: Label) =>
    [...catalogue.categories.values()]
      .filter(({ labels, when }) => labels.includes(said) && conditionsHold(when, account))
      .toSorted((a, b) => conditionCount(b.when) - conditionCount(a.when))[0];
  const byTopic = () =>
    [...catalogue.categories.values()].find((category) =>
      topics.some((topic) => category.topics.includes(topic)),
    );
  const found = byLabel(label) ?? byTopic() ?? also.map(byLabel).find((one) => one !== undefined);
  return found?.id ?? current;
}
