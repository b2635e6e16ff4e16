import { waveStart } from '#accounts/wave-start.ts';
import { HOUR_MS, type Instant, later } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** Hours that lie between two unasked messages where the estate is not known. */
const GAP_HOURS = 48;

/**
 * Whether what a colleague writes now is of our own accord: the resident wrote nothing within the hours that lie between
 * two such messages, before now or before the matter came to staff. It then counts towards the caps of the household
 * like any reminder (policy: frequency-cap).
 */
export async function isUnasked(
  tx: Tx,
  { id, estateId }: Conversation,
  now: Instant,
): Promise<boolean> {
  const heard = await waveStart(tx, id);
  const begun = (await tx.handoffs.open(id))?.openedAt ?? now;
  const hours = (await tx.estates.byId(estateId))?.policy.gapHours ?? GAP_HOURS;
  return heard === null || later(heard, hours * HOUR_MS) <= begun;
}
