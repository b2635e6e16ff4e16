import type { Topic, TopicId } from '#domain/content.ts';
import type { Label } from '#domain/label.ts';
import { normalise } from './normalise.ts';

/** Labels that say that something is asked but nothing of the cause; only then does the topic lead. */
export const ASKING: ReadonlySet<Label> = new Set(['legal_question', 'other']);

/** The topics a resident's words touch, in the order of the data. */
export function topicsOf(text: string, topics: readonly Topic[]): TopicId[] {
  const standard = normalise(text);
  return topics
    .filter(({ patterns }) => patterns.some((pattern) => pattern.test(standard)))
    .map(({ id }) => id);
}
