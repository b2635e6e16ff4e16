import { readHouseholdFacts } from '#accounts/facts.ts';
import type { Estate } from '#domain/estate.ts';
import type { ErasureReason } from '#domain/right.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { append } from '#ledger/append.ts';
import { type ErasureLimit, erasureLimits, isParty } from '#policy/erasure-limit.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

/** Who has it done, and on what ground. `by` is a staff id, `command`, or `expiry`. */
export interface ErasureOrder {
  readonly reason: ErasureReason;
  readonly by: string;
}

/** What was erased, or what stands against it; nothing is changed then. */
export type EraseResult =
  | {
      readonly ok: true;
      readonly contacts: number;
      readonly messages: number;
      readonly notes: number;
      /** Digests of the files that go with `removeMedia` after the commit. */
      readonly files: readonly string[];
    }
  | { readonly ok: false; readonly limits: readonly ErasureLimit[] };

/** What stands against erasing the words of a home: of its record, never of a person. */
export async function limitsOfHome(
  tx: Tx,
  householdId: string,
  estate: Estate,
  now: Instant,
): Promise<ErasureLimit[]> {
  const home = await readHouseholdFacts(tx, householdId, estate, now);
  if (!home) return [];
  const settled = await lastSettled(tx, householdId);
  const { timezone, policy } = estate;
  const settledOn = settled === null ? null : dateAt(settled, timezone);
  return erasureLimits({ home, settledOn, policy, today: dateAt(now, timezone) });
}

/** When the last payment of a home was booked; null where none was. */
export async function lastSettled(tx: Tx, householdId: string): Promise<Instant | null> {
  const payments = await tx.payments.of(householdId);
  return payments.reduce<Instant | null>(
    (last, { at }) => (last === null || at > last ? at : last),
    null,
  );
}

/** What stands against making a contact nobody: only an owner's or family's words belong to a home's record. */
export async function limitsOfContact(
  tx: Tx,
  contactId: string,
  now: Instant,
): Promise<ErasureLimit[]> {
  const limits = new Set<ErasureLimit>();
  for (const binding of await tx.bindings.of(contactId)) {
    if (!isParty(binding)) continue;
    const household = await tx.households.byId(binding.householdId);
    const estate = household && (await tx.estates.byId(household.estateId));
    if (!estate) continue;
    for (const one of await limitsOfHome(tx, binding.householdId, estate, now)) limits.add(one);
  }
  return [...limits];
}

/** Erases all that is personal of one contact, within the transaction; the books of a home stay as they are. */
export async function eraseContact(
  tx: Tx,
  contactId: string,
  order: ErasureOrder,
  now: Instant,
): Promise<EraseResult> {
  const limits = await limitsOfContact(tx, contactId, now);
  return limits.length > 0 ? { ok: false, limits } : makeNobody(tx, contactId, order, now);
}

/** Erases all that is personal of a home: everybody who was tied to it, and its owner's name and phone. */
export async function eraseHome(
  tx: Tx,
  householdId: string,
  estate: Estate,
  order: ErasureOrder,
  now: Instant,
): Promise<EraseResult> {
  const limits = await limitsOfHome(tx, householdId, estate, now);
  if (limits.length > 0) return { ok: false, limits };
  let [messages, notes] = [0, 0];
  const files: string[] = [];
  const contacts = await tx.personal.contactsOf(householdId);
  for (const id of contacts) {
    // Who speaks for another home as well keeps what belongs to that one.
    const elsewhere = (await tx.bindings.of(id)).some((one) => one.householdId !== householdId);
    if (elsewhere) {
      await tx.bindings.end(id, householdId, now);
      continue;
    }
    const done = await makeNobody(tx, id, order, now);
    messages += done.messages;
    notes += done.notes;
    files.push(...done.files);
  }
  await tx.personal.eraseOwner(householdId);
  files.push(...(await tx.letters.erase(householdId)));
  const head = { estateId: estate.id, at: now, householdId, conversationId: null };
  const { reason, by } = order;
  await append(tx, { ...head, type: 'erasure', body: { scope: 'home', reason, by } });
  return { ok: true, contacts: contacts.length, messages, notes, files };
}

async function makeNobody(
  tx: Tx,
  contactId: string,
  order: ErasureOrder,
  now: Instant,
): Promise<Extract<EraseResult, { ok: true }>> {
  const conversation = await tx.conversations.byContact(contactId);
  await tx.personal.eraseContact(contactId, now);
  if (!conversation) return { ok: true, contacts: 1, messages: 0, notes: 0, files: [] };
  await release(tx, conversation, now);
  const words = await eraseWords(tx, conversation, 'contact', order, now);
  return { ok: true, contacts: 1, ...words };
}

/** There is nobody left to answer: what waits for a colleague in the conversation is over. */
async function release(tx: Tx, { id, epoch, owner }: Conversation, now: Instant): Promise<void> {
  const open = await tx.handoffs.open(id);
  if (open) await tx.handoffs.close(open.id, 'nothing-to-do', now);
  if (owner !== 'bot') await tx.conversations.changeOwner(id, epoch, 'bot', null);
  for (const { id: request, closedAt } of await tx.personal.requestsOf(id)) {
    if (closedAt === null) await tx.personal.closeRequest(request, null, now);
  }
}

/** Erases what was said in one conversation, with the entry that says so. */
export async function eraseWords(
  tx: Tx,
  { id, estateId, householdId, contactId }: Conversation,
  scope: 'contact' | 'words',
  { reason, by }: ErasureOrder,
  now: Instant,
): Promise<{ messages: number; notes: number; files: readonly string[] }> {
  const { messages, notes } = await tx.personal.eraseWords(id, { at: now, reason });
  const files = await tx.media.erase({ contactId }, now);
  const head = { estateId, at: now, householdId, conversationId: id };
  const body = { scope, contact: contactId, reason, by, messages, notes, files: files.length };
  await append(tx, { ...head, type: 'erasure', body });
  return { messages, notes, files };
}
