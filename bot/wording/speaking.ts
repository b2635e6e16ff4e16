import type { Content } from '#content/load.ts';
import type { Tx } from '#ports/store/store.ts';
import type { WordingVersion } from '#ports/store/wordings.ts';
import { baseOf } from './base.ts';

/** Whether what shipped at its place is still what it was written over. */
export function isCurrent(content: Content, version: WordingVersion): boolean {
  return baseOf(content, version)?.print === version.print;
}

/**
 * The content as it is said at a moment: the shipped one with the approved wordings. Asked within a transaction, so that an
 * approval is heard from the next turn on, by every process of the database, and a turn keeps one wording to its end. An
 * approved wording whose place ships something else since is left out: the shipped one speaks until somebody looked again.
 */
export function createSpeaking(content: Content): (tx: Tx) => Promise<Content> {
  let known = { revision: 0, content };
  return async (tx) => {
    const revision = await tx.wordings.revision();
    if (revision === known.revision) return known.content;
    const approved = await tx.wordings.standing(['approved']);
    const current = approved.filter((version) => isCurrent(content, version));
    const own = current.map((version) => ({ ...version, version: version.id }));
    known = { revision, content: content.withWordings(own) };
    return known.content;
  };
}
