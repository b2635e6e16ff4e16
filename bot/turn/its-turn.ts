import { textDigest } from '#ledger/append.ts';
import { nextSendAt } from '#policy/next-send.ts';
import { HOUR_MS, type Instant, later } from '#domain/time.ts';
import type { Channel } from '#ports/channel.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';

/** When the account may write this: its pace is read from what it sent, so that a restart does not quicken it. */
export async function itsTurn(
  tx: Tx,
  { name, capabilities: { pace } }: Channel,
  { id, proactive }: OutboundRow,
  now: Instant,
): Promise<Instant> {
  if (!pace) return now;
  const sent = await tx.outbox.sentBy(name, later(now, -HOUR_MS));
  const jitter = Number.parseInt(textDigest(id).slice(0, 8), 16) / 2 ** 32;
  return nextSendAt(pace, sent, proactive, jitter, now);
}
