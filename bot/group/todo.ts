import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { type Asker, isWithin } from './case-of.ts';
import { caseLine, joined, said } from './case-text.ts';
import type { GroupParts } from './group-parts.ts';
import { type OpenCase, openCases } from './open-case.ts';
import type { Text } from './post.ts';

/** Lines of one answer; of more, their number is told. */
const MOST_LINES = 10;

/** What is open where who asks may look. */
export async function openTo(
  parts: GroupParts,
  tx: Tx,
  asker: Asker,
  now: Instant,
): Promise<OpenCase[]> {
  const all: OpenCase[] = [];
  for (const estate of await tx.estates.list()) {
    if (isWithin(parts, asker, estate.id)) all.push(...(await openCases(tx, estate, now)));
  }
  return all;
}

/** Open cases in lines, under a headline. */
export async function caseList(
  { words }: GroupParts,
  tx: Tx,
  { member }: Asker,
  headline: string,
  cases: readonly OpenCase[],
): Promise<Text> {
  const lines: Text[] = [said(words, headline)];
  for (const { number, conversation, handoff, wait } of cases.slice(0, MOST_LINES)) {
    const { queue, reason } = handoff;
    const fact = { number, queue, reason, waited: wait.minutes };
    const { owner, staffId } = conversation;
    const holder = staffId === null ? undefined : await tx.staff.byId(staffId);
    const key =
      owner === 'queue'
        ? 'todoWaiting'
        : staffId === null
          ? 'todoPhone'
          : staffId === member.id
            ? 'todoMine'
            : 'todoHeld';
    lines.push(caseLine(words, `say.${key}`, fact, holder?.name ?? ''));
  }
  const rest = cases.length - MOST_LINES;
  if (rest > 0) lines.push(said(words, 'say.todoMore', { n: String(rest) }));
  return joined(lines);
}

/** Answers the command `todo`: what is open, and with whom. */
export async function todo(parts: GroupParts, asker: Asker): Promise<Text> {
  return parts.store.write(async (tx) => {
    const open = await openTo(parts, tx, asker, parts.clock.now());
    if (open.length === 0) return said(parts.words, 'say.nothing');
    return caseList(parts, tx, asker, 'say.todo', open);
  });
}
