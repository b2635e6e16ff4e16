import { waitOf } from '#handoff/wait.ts';
import type { Estate } from '#domain/estate.ts';
import type { Outcome } from '#domain/handoff.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import type { Conversation, Handoff } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { ConversationItem, ConversationList } from '../../inbox-api.ts';
import { type NameOf, roomOf, staffNames } from './conversation-view.ts';

/** Conversations with the bot a list shows at most; those with people are all there. */
const LISTED = 200;
const WITH_PEOPLE = 10_000;
const FOUND = 50;

/** How far back a hand-over is shown as closed. */
const CLOSED_MS = 30 * DAY_MS;

/** The conversations of an estate: waiting ones first, urgent and longest waiting on top, then the newest. */
export async function conversationList(
  tx: Tx,
  estate: Estate,
  now: Instant,
): Promise<ConversationList> {
  const { id } = estate;
  const item = await itemsOf(tx, estate, now);
  const found = [
    ...(await tx.conversations.list(id, 'queue', WITH_PEOPLE)),
    ...(await tx.conversations.list(id, 'staff', WITH_PEOPLE)),
    ...(await tx.conversations.list(id, 'bot', LISTED)),
  ];
  const items: ConversationItem[] = [];
  for (const one of found) items.push(await item(one));
  return { items: items.toSorted(byNeed) };
}

/** The conversations of an estate in which something is found, newest first. */
export async function foundConversations(
  tx: Tx,
  estate: Estate,
  text: string,
  now: Instant,
): Promise<ConversationList> {
  const item = await itemsOf(tx, estate, now);
  const items: ConversationItem[] = [];
  for (const { conversation, words } of await tx.conversations.search(estate.id, text, FOUND)) {
    const found = words === null ? null : around(words, text);
    items.push({ ...(await item(conversation)), found });
  }
  return { items };
}

async function itemsOf(tx: Tx, estate: Estate, now: Instant) {
  const nameOf = await staffNames(tx);
  const open = new Map(
    (await tx.handoffs.queue(estate.id)).map((one) => [one.conversationId, one]),
  );
  const closed = new Map<string, Outcome>();
  for (const { conversationId, outcome } of await tx.handoffs.between(
    estate.id,
    later(now, -CLOSED_MS),
    now,
  )) {
    if (outcome !== null) closed.set(conversationId, outcome);
  }
  return async (one: Conversation): Promise<ConversationItem> => {
    const handoff = open.get(one.id);
    return itemOf(tx, estate, one, handoff, closed.get(one.id) ?? null, nameOf, now);
  };
}

async function itemOf(
  tx: Tx,
  estate: Estate,
  one: Conversation,
  handoff: Handoff | undefined,
  outcome: Outcome | null,
  nameOf: NameOf,
  now: Instant,
): Promise<ConversationItem> {
  const { id, owner, staffId, lastAt } = one;
  const contact = await tx.contacts.byId(one.contactId);
  const heard = await tx.inbox.of(id);
  const wait = await waitOf(tx, estate, one, handoff, now);
  const ask = owner === 'staff' ? await tx.asks.open(id) : undefined;
  return {
    id,
    owner,
    staffId,
    staffName: nameOf(staffId),
    room: await roomOf(tx, one),
    name: contact?.name ?? '',
    reason: handoff?.reason ?? null,
    queue: handoff?.queue ?? null,
    urgent: handoff?.urgent ?? false,
    caseNumber: (await tx.caseNumbers.of(id)) ?? null,
    waitingSince: wait.since,
    waitedMinutes: wait.minutes,
    answerBy: handoff?.answerBy ?? null,
    overdue: wait.isLate,
    asking: ask?.subject ?? null,
    outcome: owner === 'bot' ? outcome : null,
    lastText: heard.at(-1)?.text ?? '',
    lastAt,
    found: null,
  };
}

function byNeed(a: ConversationItem, b: ConversationItem): number {
  const waiting = Number(b.waitingSince !== null) - Number(a.waitingSince !== null);
  if (waiting !== 0) return waiting;
  if (a.waitingSince === null || b.waitingSince === null) return b.lastAt - a.lastAt;
  return Number(b.urgent) - Number(a.urgent) || a.waitingSince - b.waitingSince;
}

/** Characters shown on either side of what was found. */
const AROUND = 16;

function around(words: string, text: string): string {
  const from = Math.max(0, words.toLowerCase().indexOf(text.toLowerCase()) - AROUND);
  const to = from + text.length + 2 * AROUND;
  return `${from > 0 ? '…' : ''}${words.slice(from, to)}${to < words.length ? '…' : ''}`;
}
