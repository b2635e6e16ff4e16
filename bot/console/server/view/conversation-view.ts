import { z } from 'zod';
import type { Conversation } from '#ports/store/conversations.ts';
import type { LedgerEntry, LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import { formatYuan, fen } from '#domain/money.ts';
import { viewOfMedia } from './media-view.ts';
import { viewOfSelection } from './selection-view.ts';
import type { ConversationView, TranscriptEntry } from '../../api.ts';
import { summaryView } from './summary-view.ts';

/** Ledger entries that stand between the words of a conversation. */
const SHOWN: readonly LedgerType[] = [
  'handoff',
  'claim',
  'takeover',
  'handback',
  'returned',
  'ask',
  'withheld',
  'promise',
  'promise-kept',
  'promise-broken',
  'promise-cancelled',
  'plan',
  'payment-claim',
  'payment',
  'dispute',
  'dispute-resolved',
  'opt-out',
  'opt-in',
  'unbind',
  'letter',
  'letter-delivered',
];

const bodySchema = z.looseObject({
  reason: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  holdOut: z.boolean().optional(),
  outcome: z.string().optional(),
  status: z.string().optional(),
  cause: z.string().optional(),
  subject: z.string().optional(),
  due: z.string().optional(),
  amount: z.number().nullable().optional(),
  letter: z.string().optional(),
  how: z.string().optional(),
  reference: z.string().nullable().optional(),
  on: z.string().optional(),
  staffId: z.string().nullable().optional(),
});

/** Names of the staff, looked up once. */
export type NameOf = (staffId: string | null | undefined) => string | null;

export async function staffNames(tx: Tx): Promise<NameOf> {
  const names = new Map((await tx.staff.list()).map(({ id, name }) => [id, name]));
  return (staffId) => (staffId ? (names.get(staffId) ?? staffId) : null);
}

export async function roomOf(tx: Tx, { householdId }: Conversation): Promise<string | null> {
  return householdId ? ((await tx.households.byId(householdId))?.room ?? null) : null;
}

/** A conversation with everything that was said and done in it, oldest first. */
export async function conversationView(
  tx: Tx,
  found: Conversation,
  hasModel = false,
): Promise<ConversationView> {
  const nameOf = await staffNames(tx);
  const contact = await tx.contacts.byId(found.contactId);
  const handoff = await tx.handoffs.open(found.id);
  return {
    id: found.id,
    owner: found.owner,
    staffId: found.staffId,
    staffName: nameOf(found.staffId),
    room: await roomOf(tx, found),
    name: contact?.name ?? '',
    category: found.category,
    reason: handoff?.reason ?? null,
    caseNumber: (await tx.caseNumbers.of(found.id)) ?? null,
    answerBy: handoff?.answerBy ?? null,
    summary: await summaryView(tx, found, hasModel),
    entries: await transcript(tx, found, nameOf),
  };
}

async function transcript(tx: Tx, found: Conversation, nameOf: NameOf): Promise<TranscriptEntry[]> {
  const files = new Map((await tx.media.of(found.id)).map((one) => [one.messageSeq, one]));
  const inbound = (await tx.inbox.of(found.id)).map((one): TranscriptEntry => ({
    kind: 'in',
    id: `in-${one.seq}`,
    at: one.receivedAt,
    text: one.text,
    media: one.kind,
    label: one.label,
    recalled: one.recalled,
    file: viewOfMedia(files.get(one.seq)),
  }));
  const outbound = (await tx.outbox.of(found.id)).map((one): TranscriptEntry => ({
    kind: 'out',
    id: one.id,
    at: one.settledAt ?? one.createdAt,
    text: one.text,
    author: one.author,
    staffName: nameOf(one.staffId),
    status: one.status,
    reasons: [...one.reasons],
    why:
      one.script && one.selection
        ? {
            ...viewOfSelection(one.selection),
            script: one.script,
            variant: one.variant ?? 0,
            occasion: one.selection.occasion,
          }
        : null,
    citations: [...one.citations],
  }));
  const notes = (await tx.notes.of(found.id)).map(({ id, at, text, staffId }): TranscriptEntry => ({
    kind: 'note',
    id,
    at,
    text,
    staffName: nameOf(staffId),
  }));
  const entries = found.householdId ? await tx.ledger.ofHousehold(found.householdId) : [];
  const events = entries
    .filter(({ type, conversationId }) => {
      return SHOWN.includes(type) && (conversationId === null || conversationId === found.id);
    })
    .map((entry) => eventOf(entry, nameOf));
  return [...inbound, ...outbound, ...notes, ...events].toSorted((a, b) => a.at - b.at);
}

function eventOf(entry: LedgerEntry, nameOf: NameOf): TranscriptEntry {
  const body = bodySchema.parse(JSON.parse(entry.body));
  const { reason, reasons = [], holdOut, outcome, status, cause, subject, due, amount } = body;
  const { letter, how, reference, on } = body;
  const sum = typeof amount === 'number' ? formatYuan(fen(amount)) : undefined;
  const detail = [
    letter,
    how,
    reference ?? undefined,
    on,
    reason,
    ...reasons,
    holdOut === true ? 'hold-out' : undefined,
    outcome,
    subject,
    status,
    cause,
    due,
    sum,
  ];
  return {
    kind: 'event',
    id: `${entry.estateId}-${entry.seq}`,
    at: entry.at,
    type: entry.type,
    detail: detail.filter((one) => one !== undefined),
    staffName: nameOf(body.staffId),
  };
}
