import { mayAnswerWith } from '#policy/gate.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';
import type { ReminderJob } from '#ports/reminder-job.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { reminderPayload } from './queue.ts';
import type { World } from './world.ts';

/** Whether the conversation's channel cannot begin, and the resident has not written of late. */
export async function isClosedTo(
  world: Pick<World, 'store' | 'channels'>,
  { contactId }: Conversation,
  now: Instant,
): Promise<boolean> {
  const contact = await world.store.read((tx) => tx.contacts.byId(contactId));
  if (!contact) return false;
  const channel = world.channels.find(({ name }) => name === contact.channel);
  // A channel that is not run any more is shut as well.
  if (!channel) return true;
  return !channel.capabilities.proactive && !channel.canSend(contact.key, true, now).ok;
}

/** A reminder that a closed channel could not carry: it is said when the resident comes. */
export async function keepMatter(tx: Tx, reminder: ReminderJob): Promise<void> {
  const key = keyOf(reminder.householdId);
  const stored = await tx.documents.get(key);
  await tx.documents.compareAndSet(key, JSON.stringify(reminder), stored?.etag ?? null);
}

/** What was kept for a household, if it may be said to this contact now in answer to their coming. */
export async function matterFor(
  tx: Tx,
  facts: Facts,
  now: Instant,
): Promise<ReminderJob | undefined> {
  const householdId = facts.home?.household.id;
  if (householdId === undefined || !rightsOf(facts.binding).reminded) return undefined;
  const stored = await tx.documents.get(keyOf(householdId));
  if (!stored || !mayAnswerWith({ facts, purpose: 'reminder', now })) return undefined;
  const kept = reminderPayload.parse(JSON.parse(stored.value));
  // What a person stopped is not said either to who comes; what is paused stays kept.
  const wave = kept.wave === undefined ? undefined : await tx.waves.byId(kept.wave);
  return wave?.state === 'stopped' || wave?.state === 'paused' ? undefined : kept;
}

/** The household has been spoken with: nothing waits any more. */
export async function dropMatter(tx: Tx, householdId: string): Promise<void> {
  await tx.documents.delete(keyOf(householdId));
}

function keyOf(householdId: string): string {
  return `matter:${householdId}`;
}
