import { openAmount } from '#domain/arrears.ts';
import type { Binding, Charge } from '#domain/household.ts';
import type { Facts, Heard, HouseholdFacts, OtherHome } from '#domain/facts.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Estate } from '#domain/estate.ts';
import { Fault } from '#errors';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { rightsOf } from '#policy/identity/rights.ts';
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

/**
 * All that a decision in this conversation rests on. Somebody with several homes is heard about the one the conversation
 * is about.
 * @param strictly about that home also where another one is better proved: what we open ourselves is about one home.
 * @throws Fault when its estate or contact is gone.
 */
export async function readFacts(
  tx: Tx,
  conversation: Conversation,
  now: Instant,
  strictly = false,
): Promise<Facts> {
  const { estateId, contactId, id, owner, staffId, epoch } = conversation;
  const estate = await tx.estates.byId(estateId);
  const contact = await tx.contacts.byId(contactId);
  if (!estate || !contact) {
    throw new Fault('STORE_FAILED', { conversation: id, missing: estate ? 'contact' : 'estate' });
  }
  const bindings = await tx.bindings.of(contactId);
  const binding = bindingMeant(bindings, conversation.householdId, strictly);
  const others = await otherHomes(tx, bindings, binding);
  const home = binding && (await readHouseholdFacts(tx, binding.householdId, estate, now));
  return {
    estate,
    contact,
    binding: binding ?? null,
    home: home ?? null,
    ...(others.length > 0 && { otherHomes: others }),
    ownership: { owner, staffId, epoch },
    heard: await tx.outbox.heard(id, HEARD),
    channel: await tx.channels.standing(contactId),
  };
}

function bindingMeant(
  bindings: readonly Binding[],
  householdId: string | null,
  strictly: boolean,
): Binding | undefined {
  const meant = bindings.find((one) => one.householdId === householdId);
  if (meant && (strictly || rightsOf(meant).hears !== 'nothing')) return meant;
  const [best] = bindings;
  return best && rightsOf(best).hears === 'nothing' ? (meant ?? best) : best;
}

/** The other homes somebody may hear of. */
async function otherHomes(
  tx: Tx,
  bindings: readonly Binding[],
  meant: Binding | undefined,
): Promise<OtherHome[]> {
  const homes: OtherHome[] = [];
  for (const one of bindings) {
    if (one === meant || rightsOf(one).hears === 'nothing') continue;
    const household = await tx.households.byId(one.householdId);
    if (household) homes.push({ householdId: household.id, room: household.room });
  }
  return homes;
}
