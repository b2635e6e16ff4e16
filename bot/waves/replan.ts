import { nextReminderAt } from '#policy/next-reminder.ts';
import { presentStage } from '#policy/stage.ts';
import type { Facts } from '#domain/facts.ts';
import { type Instant, addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { REMINDER_QUEUE, type ReminderJob, reminderDedup } from '#ports/reminder-job.ts';
import type { Tx } from '#ports/store/store.ts';
import { partyOf } from './party.ts';

/**
 * Plans the one next reminder of a household, or calls it off when nothing is to be reminded of. A formal reminder is
 * never planned here: it waits for a person (policy: stages).
 * @param how `look` tries with the next contact window, so that a case that still rests is on record as resting.
 */
export async function replan(
  tx: Tx,
  householdId: string,
  now: Instant,
  how?: 'look',
): Promise<void> {
  const dedup = reminderDedup(householdId);
  const party = await partyOf(tx, householdId, now);
  const at = party && dueAt(party.facts, now, how);
  if (!party || at === null || at === undefined) return tx.jobs.cancel(dedup);
  const payload: ReminderJob = { householdId, approvedBy: null, reason: null };
  await tx.jobs.schedule({
    queue: REMINDER_QUEUE,
    key: party.conversation.id,
    dedup,
    runAt: at,
    payload: JSON.stringify(payload),
  });
}

function dueAt(facts: Facts, now: Instant, how: 'look' | undefined): Instant | null {
  const { timezone, policy } = facts.estate;
  const today = dateAt(now, timezone);
  const next = nextReminderAt(facts, now);
  if (next === null) return null;
  if (how === 'look') return instantAt(addDays(today, 1), policy.windowFrom, timezone);
  return presentStage(facts, today) === 'formal' ? null : next;
}
