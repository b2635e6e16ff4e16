import { randomUUID } from 'node:crypto';
import type { Ask, AskEnd, AskSubject } from '#domain/ask.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import { ASK_QUEUE, askDedup } from '#ports/ask-job.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { AppendEntry } from './record.ts';
import { watchSilence } from './silence.ts';

/** How long an ask waits before it is said again, and how often it is said in all. */
export const ASK_EVERY_MS = DAY_MS;
export const ASK_TIMES = 3;

/** Parks a conversation with its owner until the resident writes; what was asked before is no longer waited for. */
export async function openAsk(
  tx: Tx,
  append: AppendEntry,
  conversation: Conversation,
  staffId: string,
  subject: AskSubject,
  now: Instant,
): Promise<void> {
  await endAsk(tx, append, conversation, 'stopped', now);
  const ask: Ask = {
    id: randomUUID(),
    conversationId: conversation.id,
    staffId,
    subject,
    said: 1,
    openedAt: now,
    closedAt: null,
    end: null,
  };
  await tx.asks.put(ask);
  await record(tx, append, conversation, ask, 'open', now);
  await nextWord(tx, conversation.id, later(now, ASK_EVERY_MS));
  await watchSilence(tx, conversation.id);
}

/** Plans the next look at an ask. */
export async function nextWord(tx: Tx, conversationId: string, runAt: Instant): Promise<void> {
  const dedup = askDedup(conversationId);
  await tx.jobs.schedule({ queue: ASK_QUEUE, key: conversationId, dedup, runAt, payload: '{}' });
}

/** Ends the open ask of a conversation, if there is one: somebody wrote, or nobody will. */
export async function endAsk(
  tx: Tx,
  append: AppendEntry,
  conversation: Conversation,
  end: AskEnd,
  now: Instant,
): Promise<void> {
  const ask = await tx.asks.open(conversation.id);
  if (!ask) return;
  await tx.asks.close(ask.id, end, now);
  await tx.jobs.cancel(askDedup(conversation.id));
  await record(tx, append, conversation, ask, end, now);
}

async function record(
  tx: Tx,
  append: AppendEntry,
  { id, estateId, householdId }: Conversation,
  { id: ask, subject, staffId, said }: Ask,
  status: AskEnd | 'open',
  at: Instant,
): Promise<void> {
  const body = { ask, subject, status, said, staffId };
  await append(tx, { estateId, at, type: 'ask', householdId, conversationId: id, body });
}
