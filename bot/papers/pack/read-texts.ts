import { dateAt } from '#domain/zone.ts';
import { isText } from '#ledger/append.ts';
import type { ProvedEntry } from '#ledger/export.ts';
import type { InboundMessage } from '#ports/store/messages.ts';
import type { Erasure } from '#ports/store/personal-data.ts';
import type { Tx } from '#ports/store/store.ts';
import { type EntryBody, entryBody } from './entry-body.ts';
import type { PackText } from './pack-schema.ts';

/** Whose words may stand in evidence about a household: the owner's and those of who receives for them (SSSX-8). */
const OWN: readonly string[] = ['owner', 'family'];

/** Kinds of entry whose words are a script of ours, filled from the household's own books. */
const SCRIPTED: readonly string[] = ['demand', 'courtesy', 'reply'];

/** What the words of one entry are read from. */
interface Source {
  readonly entry: ProvedEntry;
  readonly body: EntryBody;
  readonly from: PackText['from'];
  readonly role: string;
  /** Null for what somebody else said, undefined for what is not stored any more. */
  readonly text: string | null | undefined;
  readonly salt: string | undefined;
  readonly erasure: Erasure | undefined;
}

/**
 * The words behind the entries. Left out, with the reason: what was recalled, what somebody else wrote or was written to
 * by hand, what was erased, and what is no longer the text that was hashed.
 */
export async function readTexts(
  tx: Tx,
  householdId: string,
  entries: readonly ProvedEntry[],
  timezone: string,
): Promise<PackText[]> {
  const roles = new Map(
    (await tx.bindings.to(householdId)).map(({ contactId, role }) => [contactId, role]),
  );
  const inboxes = new Map<string, readonly InboundMessage[]>();
  const texts: PackText[] = [];
  for (const entry of entries) {
    const body = entryBody(entry);
    const { conversationId, type, seq } = entry;
    if (body.text === undefined || conversationId === null) continue;
    const conversation = await tx.conversations.byId(conversationId);
    const role = (conversation && roles.get(conversation.contactId)) ?? 'unknown';
    const erasure = await tx.personal.erasureOf(conversationId);
    const source = { entry, body, erasure };
    if (type === 'received') {
      const inbox = inboxes.get(conversationId) ?? (await tx.inbox.of(conversationId));
      inboxes.set(conversationId, inbox);
      const message = inbox.find((one) => one.seq === body.seq);
      if (message?.recalled === true) {
        texts.push({ seq, from: 'resident', role, text: null, omitted: 'recalled' });
        continue;
      }
      const text = OWN.includes(role) ? message?.text : null;
      const salt = await tx.personal.saltOf(`in:${body.seq ?? 0}`);
      texts.push(told({ ...source, from: 'resident', role, text, salt }, timezone));
    } else if (body.message !== undefined) {
      const sent = await tx.outbox.byId(body.message);
      const known = SCRIPTED.includes(type) || OWN.includes(role);
      const text = known ? sent?.text : null;
      const salt = await tx.personal.saltOf(body.message);
      texts.push(told({ ...source, from: 'us', role: body.to ?? role, text, salt }, timezone));
    }
  }
  return texts;
}

function told(
  { entry, body, from, role, text, salt, erasure }: Source,
  timezone: string,
): PackText {
  const { seq } = entry;
  if (erasure && entry.at <= erasure.at) {
    const erasedOn = dateAt(erasure.at, timezone);
    const why = { omitted: 'erased', erasedOn, erasedFor: erasure.reason } as const;
    return { seq, from, role, text: null, ...why };
  }
  if (text === null) return { seq, from, role, text, omitted: 'third-person' };
  if (text === undefined) return { seq, from, role, text: null, omitted: 'gone' };
  if (!isText(body, text, salt)) return { seq, from, role, text: null, omitted: 'changed' };
  return { seq, from, role, text, omitted: null, ...(salt !== undefined && { salt }) };
}
