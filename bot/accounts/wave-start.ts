import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';

/**
 * Since when touches count as one wave: since the resident last wrote, because only unanswered ones wear a household
 * out. Null where they never wrote; then every known touch counts.
 */
export async function waveStart(tx: Tx, conversationId: string): Promise<Instant | null> {
  return (await tx.inbox.of(conversationId)).at(-1)?.receivedAt ?? null;
}
