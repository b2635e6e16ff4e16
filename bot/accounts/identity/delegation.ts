import type { Scope } from '#domain/identity.ts';
import { type Instant, later } from '#domain/time.ts';
import type { BindCode } from '#ports/store/identity.ts';
import type { Tx } from '#ports/store/store.ts';
import { PASSED_ON_LIFE_MS, hashCode, newCode } from './bind-code.ts';

/** Somebody whom an owner let in. */
export interface Delegate {
  readonly contactId: string;
  readonly name: string;
  readonly scope: Scope;
  readonly hash: string;
}

/** Makes the code that an owner passes on. @returns its characters; only their hash is stored. */
export async function offerDelegation(
  tx: Tx,
  owner: { readonly contactId: string; readonly householdId: string; readonly estateId: string },
  scope: Scope,
  now: Instant,
): Promise<string> {
  const code = newCode();
  const { contactId, householdId, estateId } = owner;
  const about = { hash: await hashCode(code), estateId, householdId, scope, issuedBy: contactId };
  const unused = { usedBy: null, usedAt: null, agreedAt: null, endedAt: null };
  const expiresAt = later(now, PASSED_ON_LIFE_MS);
  await tx.bindCodes.put({ ...about, madeAt: now, expiresAt, ...unused });
  return code;
}

/** The owner's answer to whoever came last with a code of theirs. Undefined where nobody waits for one. */
export async function answerDelegation(
  tx: Tx,
  owner: string,
  householdId: string,
  agreed: boolean,
  now: Instant,
): Promise<{ readonly contactId: string; readonly scope: Scope } | undefined> {
  const waiting = (await tx.bindCodes.delegations(householdId)).find(
    ({ issuedBy, agreedAt }) => issuedBy === owner && agreedAt === null,
  );
  if (!waiting || waiting.usedBy === null || waiting.scope === null) return undefined;
  const { hash, usedBy: contactId, scope } = waiting;
  if (!agreed) {
    await tx.bindCodes.end(hash, now);
    return { contactId, scope };
  }
  await tx.bindCodes.agree(hash, now);
  const known = (await tx.bindings.of(contactId)).find((one) => one.householdId === householdId);
  if (known?.level !== 'verified') {
    await endOlder(tx, householdId, contactId, hash, now);
    const role = known?.role === 'owner' ? 'unknown' : (known?.role ?? 'unknown');
    await tx.bindings.put(contactId, householdId, role, 'delegate', now, scope);
    const conversation = await tx.conversations.byContact(contactId);
    if (conversation) await tx.conversations.setHousehold(conversation.id, householdId);
  }
  return { contactId, scope };
}

/** One delegation a person and home: the newest says what they may do. */
async function endOlder(tx: Tx, householdId: string, contactId: string, but: string, now: Instant) {
  for (const { hash, usedBy } of await tx.bindCodes.delegations(householdId)) {
    if (usedBy === contactId && hash !== but) await tx.bindCodes.end(hash, now);
  }
}

/** Whom the owners of a home let in. */
export async function delegatesOf(tx: Tx, householdId: string): Promise<Delegate[]> {
  const agreed = (await tx.bindCodes.delegations(householdId)).filter(
    ({ agreedAt }) => agreedAt !== null,
  );
  const delegates: Delegate[] = [];
  for (const { usedBy, scope, hash } of agreed) {
    const contact = usedBy === null ? undefined : await tx.contacts.byId(usedBy);
    if (contact && scope !== null) {
      delegates.push({ contactId: contact.id, name: contact.name, scope, hash });
    }
  }
  return delegates;
}

/**
 * Ends delegations: those whose names stand in `words`, the only one there is, or all of them where `words` is null.
 * @returns whose ended; nobody's where it is not clear who is meant.
 */
export async function endDelegates(
  tx: Tx,
  householdId: string,
  words: string | null,
  now: Instant,
): Promise<Delegate[]> {
  const all = await delegatesOf(tx, householdId);
  const named = all.filter(({ name }) => name !== '' && words?.includes(name) === true);
  const meant = words === null || (named.length === 0 && all.length === 1) ? all : named;
  for (const { contactId, hash } of meant) {
    await tx.bindCodes.end(hash, now);
    await tx.bindings.end(contactId, householdId, now);
  }
  return meant;
}

/** An owner who is no longer one lets nobody in: what they granted and offered is over. */
export async function endLettingsOf(tx: Tx, owner: string, householdId: string, now: Instant) {
  const theirs = (one: BindCode) => one.issuedBy === owner;
  for (const { hash, usedBy, agreedAt } of (await tx.bindCodes.delegations(householdId)).filter(
    theirs,
  )) {
    await tx.bindCodes.end(hash, now);
    if (usedBy !== null && agreedAt !== null) await tx.bindings.end(usedBy, householdId, now);
  }
}
