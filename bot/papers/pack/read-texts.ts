import { textDigest } from '#ledger/append.ts';
import type { ProvedEntry } from '#ledger/export.ts';
import type { InboundMessage } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import { type EntryBody, entryBody } from './entry-body.ts';
import type { PackText } from './pack-schema.ts';

/** Whose words may stand in evidence about a household: the owner's and those of who receives for them (SSSX-8). */
const OWN: readonly string[] = ['owner', 'family'];

/** Kinds of entry whose words are a script of ours, filled from the household's own books. */
const SCRIPTED: readonly string[] = ['demand', 'courtesy', 'reply'];

/**
 * The words behind the entries. Left out, with the reason: what was recalled, what somebody else wrote or was written to
 * by hand, and what is no longer the text that was hashed.
 */
export async function readTexts(
  tx: Tx,
  householdId: string,
  entries: readonly ProvedEntry[],
): Promise<PackText[]> {
  const roles = new Map(
    (await tx.bindings.to(householdId)).map(({ contactId, role }) => [contactId, role]),
  );
  const inboxes = new Map<string, readonly InboundMessage[]>();
  const texts: PackText[] = [];
  for (const entry of entries) {
    const body = entryBody(entry);
    const { conversationId, type } = entry;
    if (body.text === undefined || conversationId === null) continue;
    const conversation = await tx.conversations.byId(conversationId);
    const role = (conversation && roles.get(conversation.contactId)) ?? 'unknown';
    if (type === 'received') {
      const inbox = inboxes.get(conversationId) ?? (await tx.inbox.of(conversationId));
      inboxes.set(conversationId, inbox);
      texts.push(heard(entry, body, role, inbox));
    } else if (body.message !== undefined) {
      const sent = await tx.outbox.byId(body.message);
      const known = SCRIPTED.includes(type) || OWN.includes(role);
      texts.push(told(entry.seq, 'us', body.to ?? role, body.text, known ? sent?.text : null));
    }
  }
  return texts;
}

function heard(
  { seq }: ProvedEntry,
  body: EntryBody,
  role: string,
  inbox: readonly InboundMessage[],
): PackText {
  const message = inbox.find((one) => one.seq === body.seq);
  if (message?.recalled === true) {
    return { seq, from: 'resident', role, text: null, omitted: 'recalled' };
  }
  const text = OWN.includes(role) ? message?.text : null;
  return told(seq, 'resident', role, body.text ?? '', text);
}

/** @param text null for what somebody else said, undefined for what is not stored any more. */
function told(
  seq: number,
  from: PackText['from'],
  role: string,
  digest: string,
  text: string | null | undefined,
): PackText {
  const omitted =
    text === null
      ? 'third-person'
      : text === undefined
        ? 'gone'
        : textDigest(text) === digest
          ? null
          : 'changed';
  return { seq, from, role, text: omitted === null ? (text ?? null) : null, omitted };
}
