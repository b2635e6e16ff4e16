import type { Estate } from '#domain/estate.ts';
import { type Instant, MINUTE_MS, later } from '#domain/time.ts';
import { lookAt } from '#handoff/watch-queue.ts';
import { officeLater } from '#policy/office-hours.ts';
import type { AlertKind, StaffGroup } from '#ports/store/group.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Tx } from '#ports/store/store.ts';
import { type AlertFact, alertText } from './alert-text.ts';
import type { GroupParts } from './group-parts.ts';
import { isReached } from './known-colleague.ts';
import { type OpenCase, openCases } from './open-case.ts';
import { post } from './post.ts';

/** The least time between two messages of our own accord to a group; what is urgent does not wait. */
export const PAUSE_MS = 5 * MINUTE_MS;

/** What is to be told of a case now, and when it is to be looked at again. */
interface Due {
  readonly kinds: readonly AlertKind[];
  readonly next: Instant | null;
}

/** Tells the groups of an estate who waits for a person, each case once when it begins to and once when it is late. */
export async function alertEstate(parts: GroupParts, job: Job): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return;
    const estate = await tx.estates.byId(job.payload);
    const groups = estate ? await reachedGroups(tx, estate) : [];
    if (!estate || groups.length === 0) return;
    const next = await alertGroups(parts, tx, estate, groups, now);
    if (next !== null) await lookAt(tx, estate.id, next);
  });
}

async function reachedGroups(tx: Tx, { id }: Estate): Promise<StaffGroup[]> {
  const reached: StaffGroup[] = [];
  for (const group of await tx.staffGroups.of(id)) {
    if (await isReached(tx, group)) reached.push(group);
  }
  return reached;
}

/** @returns when to look again; null where nobody waits. */
async function alertGroups(
  parts: GroupParts,
  tx: Tx,
  estate: Estate,
  groups: readonly StaffGroup[],
  now: Instant,
): Promise<Instant | null> {
  const rest = await restUntil(tx, groups, now);
  const told: { readonly one: OpenCase; readonly kinds: readonly AlertKind[] }[] = [];
  let next: Instant | null = null;
  const again = (at: Instant | null) => {
    if (at !== null && (next === null || at < next)) next = at;
  };
  for (const one of await openCases(tx, estate, now)) {
    if (one.conversation.owner !== 'queue') continue;
    const due = await dueOf(tx, estate, one, now);
    const mayNow = one.handoff.urgent || rest === null;
    if (due.kinds.length > 0 && !mayNow) again(rest);
    else if (due.kinds.length > 0) told.push({ one, kinds: due.kinds });
    again(due.next);
  }
  if (told.length === 0) return next;
  for (const { one, kinds } of told) {
    const { id, epoch } = one.conversation;
    for (const kind of kinds) await tx.staffAlerts.note(id, epoch, kind, now);
    again((await dueOf(tx, estate, one, now)).next);
  }
  const text = alertText(
    parts.words,
    told.map((each) => factOf(each, now)),
    linkOf(parts, told),
  );
  const plain = parts.words.say('alert.plain');
  for (const { channel, key } of groups) {
    await post(tx, { channel, address: key, isRoom: true }, text, plain, now);
  }
  return next;
}

/** Until when groups rest from us: a moment after the last message, and while the account was told to slow down. */
async function restUntil(
  tx: Tx,
  groups: readonly StaffGroup[],
  now: Instant,
): Promise<Instant | null> {
  for (const { channel, key } of groups) {
    const last = await tx.staffPosts.last(channel, key);
    if (last && now < last.createdAt + PAUSE_MS) return later(last.createdAt, PAUSE_MS);
    const account = await tx.channels.byName(channel);
    if (account?.breaker) return later(now, PAUSE_MS);
  }
  return null;
}

/**
 * What is due of a waiting case. Office hours count, but for what is urgent: of that colleagues are told at any hour, and
 * once more when nobody took it.
 */
async function dueOf(tx: Tx, estate: Estate, one: OpenCase, now: Instant): Promise<Due> {
  const { conversation, handoff, wait } = one;
  const given = await tx.staffAlerts.of(conversation.id, conversation.epoch);
  const first = given.get('new');
  const { answerMinutes } = estate.policy;
  if (handoff.urgent) {
    if (first === undefined) return { kinds: ['new'], next: null };
    const second = later(first, answerMinutes * MINUTE_MS);
    if (given.has('late')) return { kinds: [], next: null };
    return second <= now ? { kinds: ['late'], next: null } : { kinds: [], next: second };
  }
  const opens = officeLater(estate, now, 0);
  const kinds = (['new', 'late'] as const).filter(
    (kind) => !given.has(kind) && (kind === 'new' || wait.isLate),
  );
  if (kinds.length > 0) return opens > now ? { kinds: [], next: opens } : { kinds, next: null };
  if (given.has('late') || wait.since === null) return { kinds: [], next: null };
  return { kinds: [], next: officeLater(estate, wait.since, answerMinutes) };
}

function factOf(
  { one, kinds }: { readonly one: OpenCase; readonly kinds: readonly AlertKind[] },
  now: Instant,
): AlertFact {
  const { number, handoff, wait } = one;
  const { queue, reason, urgent: isUrgent } = handoff;
  const isLate = kinds.includes('late');
  // What is urgent waits by the clock on the wall.
  const asleep = isUrgent && wait.since !== null ? Math.floor((now - wait.since) / MINUTE_MS) : 0;
  const waited = Math.max(wait.minutes, asleep);
  return { number, queue, reason, waited, isUrgent, isLate };
}

/** Where the console shows more: the one case, or all of them. */
function linkOf(
  { consoleUrl }: GroupParts,
  told: readonly { readonly one: OpenCase }[],
): string | null {
  if (consoleUrl === null) return null;
  const [first, another] = told;
  const only = first && !another ? `/${first.one.conversation.id}` : '';
  return `${consoleUrl}/#/conversations${only}`;
}
