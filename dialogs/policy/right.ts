import type { Topic } from '#domain/content.ts';
import { RIGHTS, type Right } from '#domain/right.ts';
import { topicsOf } from './topic.ts';

/** The topic whose phrases ask for a right; also what its script answers to, behind `topic:`. */
export function topicOfRight(right: Right): string {
  return `right-${right}`;
}

/** Which right the words ask for; the first in the order of {@link RIGHTS} from the strongest wish down. */
export function rightIn(text: string, topics: readonly Topic[]): Right | undefined {
  const asked = topicsOf(text, topics);
  return STRONGEST_FIRST.find((right) => asked.includes(topicOfRight(right)));
}

/** Where several are asked for in one breath, the one that changes most leads. */
const STRONGEST_FIRST: readonly Right[] = RIGHTS.toSorted((a, b) => rank(a) - rank(b));

function rank(right: Right): number {
  return ['erase', 'correct', 'copy', 'see', 'source', 'machine'].indexOf(right);
}
