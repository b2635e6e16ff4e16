import { createHash } from 'node:crypto';
import type { Content } from '#content/load.ts';
import type { WordingPlace } from '#ports/store/wordings.ts';

/** What ships at a place. */
export interface Base {
  readonly text: string;
  /** Changes with whatever an approval rests on: the text, and when and with what it is said. */
  readonly print: string;
}

/** What ships at a place; undefined where no wording stands. */
export function baseOf(
  content: Content,
  { script: id, locale, variant }: WordingPlace,
): Base | undefined {
  const script = content.catalogue.scripts.get(id);
  const text = content.shipped(id, locale)[variant];
  if (!script || text === undefined) return undefined;
  const { on, stages, when, slots, cites, choices } = script;
  const conditions = Object.entries(when).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const meant = JSON.stringify([text, on, stages, conditions, slots, cites, choices]);
  return { text, print: createHash('sha256').update(meant).digest('hex') };
}
