import { addressee } from '#accounts/addressee.ts';
import { append } from '#ledger/append.ts';
import type { Instant } from '#domain/time.ts';
import { REMINDER_QUEUE, type ReminderJob, reminderDedup } from '#ports/reminder-job.ts';
import type { Tx } from '#ports/store/store.ts';

/**
 * Orders the reminder that is due for a household at its present stage. It still passes every check when its turn
 * comes; the order only brings it forward, and stands for the office's approval of a formal one.
 */
export async function orderReminder(
  tx: Tx,
  householdId: string,
  approvedBy: string,
  now: Instant,
  wave?: string,
): Promise<void> {
  const conversation = await addressee(tx, householdId, now);
  const ofWave = wave !== undefined && { wave };
  const payload: ReminderJob = { householdId, approvedBy, reason: null, ...ofWave };
  await tx.jobs.schedule({
    queue: REMINDER_QUEUE,
    key: conversation?.id ?? `household:${householdId}`,
    dedup: reminderDedup(householdId),
    runAt: now,
    payload: JSON.stringify(payload),
  });
  const household = await tx.households.byId(householdId);
  if (!household) return;
  await append(tx, {
    estateId: household.estateId,
    at: now,
    type: 'approval',
    householdId,
    conversationId: conversation?.id ?? null,
    body: { what: 'reminder', staffId: approvedBy, ...ofWave },
  });
}
