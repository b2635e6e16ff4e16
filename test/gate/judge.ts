import type { OutboundMessage } from '#ports/channel.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Instant } from '#domain/time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The estate of the test keeps Beijing time, which knows no summer. */
const BEIJING = 8 * HOUR;

/** The State Council's holidays of 2026, as published. */
const HOLIDAYS: readonly [string, string][] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];

/** What a stranger who looks over a shoulder may not read on the lock screen. */
const TELLING = /\d+(?:\.\d+)?\s*元|[¥￥]|欠|逾期|拖|催|未缴|未交|未付|补缴|账单|滞纳|违约/u;

const dayOf = (at: number) => new Date(at + BEIJING).toISOString().slice(0, 10);
const minutesOf = (at: number) => Math.floor(((at + BEIJING) % DAY) / 60_000);
const daysLater = (day: string, days: number) => dayOf(Date.parse(day) + days * DAY - BEIJING + 1);

/** What the test itself did, and no record of the service has to tell it. */
export interface Told {
  /** Contacts who asked for silence. */
  readonly stopped: ReadonlySet<string>;
  /** What each home still owes, by its id: the test's own sum, in fen. */
  readonly owed: ReadonlyMap<string, number>;
}

/** Policy's table, read once more by somebody else: every reason for which this message should not be leaving now. */
export async function objections(
  tx: Tx,
  told: Told,
  { idempotencyKey, contact: key, text }: OutboundMessage,
  now: Instant,
): Promise<string[]> {
  const row = await tx.outbox.byId(idempotencyKey);
  if (!row) return ['unknown row'];
  if (row.author !== 'bot' || row.selection?.occasion === 'answer') return [];
  const found: string[] = [];
  const no = (reason: string, holds: boolean) => holds && found.push(reason);

  const contact = await tx.contacts.byId(row.contactId);
  no('opted-out', told.stopped.has(key) || contact?.optedOut === true);
  const home = row.householdId;
  if (home === null) return [...found, 'no home'];
  const ties = await tx.bindings.to(home);
  const tie = ties.find(({ contactId }) => contactId === row.contactId);
  no('unverified', tie?.level !== 'verified' && tie?.level !== 'delegate');
  for (const { contactId } of ties) {
    const talk = await tx.conversations.byContact(contactId);
    no(`handed-off (${talk?.owner})`, talk !== undefined && talk.owner !== 'bot');
  }
  const household = await tx.households.byId(home);
  no('vulnerable', household?.vulnerable === true);
  no('vanished', household?.suspended === true);

  const today = dayOf(now);
  const charges = await tx.charges.open(home);
  const horizon = row.stage === 'pre-due' ? daysLater(today, 3) : today;
  no('paid', !charges.some(({ due }) => due <= horizon) || (told.owed.get(home) ?? 0) <= 0);
  no('claimed', (await tx.claims.open(home)) !== undefined);
  no('disputed', (await tx.disputes.open(home)).length > 0);
  const promises = await tx.promises.of(home);
  no(
    'promise',
    promises.some(({ status, due }) => status === 'open' && due >= today),
  );
  const plan = await tx.plans.current(home);
  if (plan?.status === 'agreed') {
    const noted = plan.parts.some(({ due }) => due === daysLater(today, 1));
    no('plan', !noted || row.script?.includes('before-instalment') !== true);
  }
  no(
    'stale',
    charges.some(({ asOf }) => daysLater(asOf, 3) < today),
  );
  const minutes = minutesOf(now);
  no('night', minutes < 9 * 60 || minutes >= 20 * 60);
  no(
    'holiday',
    HOLIDAYS.some(([from, to]) => today >= from && today <= to),
  );
  found.push(...(await capped(tx, home, row, now)));
  const [first = ''] = text.split('\n');
  no(`first line: ${first}`, TELLING.test(first));
  return found;
}

/** Caps over all that left to a home unasked, whoever wrote it and to whom. */
async function capped(tx: Tx, home: string, row: OutboundRow, now: Instant): Promise<string[]> {
  const rows: OutboundRow[] = [];
  const heard: number[] = [];
  const entries = await tx.ledger.after('e', 0, 100_000);
  for (const { id } of await tx.conversations.ofHousehold(home)) {
    rows.push(...(await tx.outbox.of(id)));
    heard.push(...(await tx.inbox.of(id)).map(({ receivedAt }) => receivedAt));
  }
  /** Words of a colleague answer where the resident wrote lately, or brought up the matter that they belong to. */
  const asked = ({ conversationId, createdAt }: OutboundRow) => {
    const ends = ['handoff', 'takeover', 'handback'];
    const turns = entries.filter(
      (one) =>
        one.conversationId === conversationId && one.at <= createdAt && ends.includes(one.type),
    );
    const last = turns.findLastIndex(({ type, at }) => type === 'handback' && at < createdAt);
    const begun = turns[last + 1]?.at ?? createdAt;
    return heard.some((one) => one <= createdAt && one > Math.min(createdAt, begun) - 48 * HOUR);
  };
  const left = rows
    .filter(({ id, householdId }) => id !== row.id && householdId === home)
    .filter(({ status }) => status === 'accepted' || status === 'unknown' || status === 'sending')
    .filter((one) => (one.author === 'bot' ? one.selection?.occasion !== 'answer' : !asked(one)))
    .map(({ settledAt, createdAt }) => settledAt ?? createdAt);
  const found: string[] = [];
  if (left.some((at) => dayOf(at) === dayOf(now))) found.push('cap: second today');
  if (left.filter((at) => at > now - 7 * DAY).length >= 2) found.push('cap: third in a week');
  if (left.some((at) => at > now - 48 * HOUR)) found.push('cap: within 48 hours');
  const since = Math.max(0, ...heard.filter((at) => at <= now));
  if (left.filter((at) => at > since).length >= 3) found.push('cap: fourth of a wave');
  return found;
}
