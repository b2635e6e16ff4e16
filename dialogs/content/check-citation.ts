import type { StatuteId } from '#domain/category.ts';
import type { Script, Statute } from '#domain/content.ts';
import { didYouMean } from './nearest.ts';
import type { YamlReader } from './read-yaml.ts';

type Registry = ReadonlyMap<StatuteId, Statute>;

/** Every article a script cites stands in the registry, may be quoted, and was not repealed. */
export function checkCitations(
  reader: YamlReader,
  { id, cites }: Script,
  statutes: Registry,
): void {
  const file = `scripts/${id}.yaml`;
  for (const [index, { statute, paragraph }] of cites.entries()) {
    const problem = citationProblem(statutes, statute, paragraph);
    if (problem !== undefined) reader.note(file, 'statute', problem, ['cites', String(index)]);
  }
}

/** ` (MFD-944 took its place)`, or nothing where the registry knows of none. */
export function successorOf({ replacedBy }: Statute): string {
  return replacedBy === null ? '' : ` (${replacedBy} took its place)`;
}

function citationProblem(
  statutes: Registry,
  id: StatuteId,
  paragraph: number | null,
): string | undefined {
  const statute = statutes.get(id);
  if (!statute) return `${id} is not in scripts/statutes${didYouMean(id, statutes.keys())}`;
  if (statute.repealedOn !== null) {
    return `${id} was repealed on ${statute.repealedOn}${successorOf(statute)}`;
  }
  if (!statute.quotable) return `${id} must not be quoted`;
  const paragraphs = statute.text.split('\n');
  if (paragraph !== null && paragraphs[paragraph - 1] === undefined) {
    return `${id} has no paragraph ${paragraph} (it has ${paragraphs.length})`;
  }
  return undefined;
}
