import { bestBinding } from '#accounts/addressee.ts';
import { openAmount } from '#domain/arrears.ts';
import type { Estate } from '#domain/estate.ts';
import { formatYuan, sumFen } from '#domain/money.ts';
import { type Instant, daysBetween } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { limitsOfContact } from '#rights/erase.ts';
import type { Tx } from '#ports/store/store.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { TaskList } from '../../limitation-api.ts';
import { gapTasks } from './gap-view.ts';

/** What colleagues of an estate should see to, the nearest day first; what was paid since is left out. */
export async function taskList(
  tx: Tx,
  estate: Estate,
  member: StaffMember,
  now: Instant,
): Promise<TaskList> {
  const today = dateAt(now, estate.timezone);
  const items: TaskList['items'] = [];
  for (const { id, kind, queue, householdId, chargeId, dueOn } of await tx.tasks.open(estate.id)) {
    const household = await tx.households.byId(householdId);
    const charges = await tx.charges.open(householdId);
    const charge = charges.find((one) => one.id === chargeId);
    if (!household || !charge) continue;
    const missing = kind === 'vanished' ? charges.filter((one) => one.missing) : [charge];
    items.push({
      id,
      kind,
      queue,
      room: household.room,
      owner: household.owner,
      conversationId: await conversationOf(tx, householdId),
      item: charge.item,
      from: charge.from,
      to: charge.to,
      open: formatYuan(sumFen(missing.map(openAmount))),
      dueOn,
      daysLeft: daysBetween(today, dueOn),
    });
  }
  const requests = await requestList(tx, estate, now);
  return { items, requests, gaps: await gapTasks(tx, estate.id, member) };
}

async function requestList(
  tx: Tx,
  { id: estateId, timezone }: Estate,
  now: Instant,
): Promise<TaskList['requests']> {
  const today = dateAt(now, timezone);
  const open = await tx.personal.openRequests(estateId);
  return Promise.all(
    open.map(async ({ id, kind, contactId, conversationId, householdId, said, answerBy }) => {
      const contact = await tx.contacts.byId(contactId);
      const home = householdId === null ? undefined : await tx.households.byId(householdId);
      return {
        id,
        kind,
        contactId,
        conversationId,
        said,
        answerBy,
        room: home?.room ?? null,
        name: contact?.name ?? '',
        daysLeft: daysBetween(today, answerBy),
        limits: kind === 'erase' ? await limitsOfContact(tx, contactId, now) : null,
      };
    }),
  );
}

async function conversationOf(tx: Tx, householdId: string): Promise<string | null> {
  const binding = await bestBinding(tx, householdId);
  const known = binding && (await tx.conversations.byContact(binding.contactId));
  return known?.id ?? null;
}
