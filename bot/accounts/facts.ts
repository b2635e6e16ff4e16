import { openAmount } from '#domain/arrears.ts';
import type { Charge } from '#domain/household.ts';
import type { Facts, Heard, HouseholdFacts } from '#domain/facts.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Estate } from '#domain/estate.ts';
import { Fault } from '#errors';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { mayHaveRunOut, readLimitation } from './limitation.ts';

/** How far back touches matter to any cap or stage. */
const TOUCHES_MS = 60 * DAY_MS;

/** How many scripts of a conversation are remembered against repetition. */
const HEARD = 20;

/** All that is known of a household now. Undefined when it is gone. */
export async function readHouseholdFacts(
  tx: Tx,
  householdId: string,
  estate: Estate,
  now: Instant,
): Promise<HouseholdFacts | undefined> {
  const household = await tx.households.byId(householdId);
  if (!household) return undefined;
  const all = await tx.charges.all(householdId);
  const charges = all.filter((charge) => openAmount(charge) > 0);
  const limitation = mayHaveRunOut(charges, dateAt(now, estate.timezone))
    ? await readLimitation(tx, householdId, all, estate, now)
    : [];
  const conversations = await tx.conversations.ofHousehold(householdId);
  return {
    household,
    charges: estate.policy.liveBilling ? asOfToday(charges, estate, now) : charges,
    limitation,
    promises: await tx.promises.of(householdId),
    people: (await tx.bindings.to(householdId)).length,
    plan: (await tx.plans.current(householdId)) ?? null,
    claim: (await tx.claims.open(householdId)) ?? null,
    disputes: await tx.disputes.open(householdId),
    touches: await tx.outbox.touches(householdId, later(now, -TOUCHES_MS)),
    heard: await heardAtHome(tx, conversations),
    withStaff: conversations.some(({ owner }) => owner !== 'bot'),
  };
}

/** What a household has heard in all its conversations, newest first. */
async function heardAtHome(tx: Tx, conversations: readonly Conversation[]): Promise<Heard[]> {
  const lists: Heard[][] = [];
  for (const { id } of conversations) lists.push(await tx.outbox.heard(id, HEARD));
  const [first = [], ...others] = lists;
  return others.length === 0 ? first : lists.flat().toSorted((a, b) => b.at - a.at);
}

/** A live billing system tells of every payment at once, so its figures are always of today. */
function asOfToday(charges: readonly Charge[], estate: Estate, now: Instant): Charge[] {
  const asOf = dateAt(now, estate.timezone);
  return charges.map((charge) => ({ ...charge, asOf }));
}

/** All that a decision in this conversation rests on. @throws Fault when its estate or contact is gone. */
export async function readFacts(tx: Tx, conversation: Conversation, now: Instant): Promise<Facts> {
  const { estateId, contactId, id, owner, staffId, epoch } = conversation;
  const estate = await tx.estates.byId(estateId);
  const contact = await tx.contacts.byId(contactId);
  if (!estate || !contact) {
    throw new Fault('STORE_FAILED', { conversation: id, missing: estate ? 'contact' : 'estate' });
  }
  const [binding] = await tx.bindings.of(contactId);
  const home = binding && (await readHouseholdFacts(tx, binding.householdId, estate, now));
  return {
    estate,
    contact,
    binding: binding ?? null,
    home: home ?? null,
    ownership: { owner, staffId, epoch },
    heard: await tx.outbox.heard(id, HEARD),
    channel: await tx.channels.standing(contactId),
  };
}
