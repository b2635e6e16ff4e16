import { append } from '#ledger/append.ts';
import { handOff } from '#handoff/hand-off.ts';
import { answerBy } from '#policy/answer-by.ts';
import { MINUTE_MS, type Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Label } from '#domain/label.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** Older on arrival than this, and an answer by the bot would be out of place: it was away. */
const LATE_MS = 15 * MINUTE_MS;

/** Whether a message came so late that a person should look first. A wish for silence is met however late it comes. */
export function isMissed(sentAt: Instant, label: Label | null, now: Instant): boolean {
  return now - sentAt > LATE_MS && label !== 'opt_out';
}

/** Brings what was written while nobody listened before a person, once a conversation; the bot says nothing. */
export async function queueMissed(
  tx: Tx,
  conversation: Conversation,
  seq: number,
  label: Label | null,
  now: Instant,
): Promise<void> {
  await tx.inbox.handled(conversation.id, seq, null, null);
  if (conversation.owner !== 'bot') return;
  const estate = await tx.estates.byId(conversation.estateId);
  const timezone = estate?.timezone ?? 'Asia/Shanghai';
  const urgent = label === 'vulnerable';
  const request = { reason: 'missed', queue: urgent ? 'on-call' : 'service', urgent } as const;
  const by = answerBy(dateAt(now, timezone));
  await handOff(tx, append, conversation, { ...request, summary: '', answerBy: by, timezone }, now);
}
