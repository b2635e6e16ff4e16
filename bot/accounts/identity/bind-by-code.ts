import type { Estate } from '#domain/estate.ts';
import type { Scope } from '#domain/identity.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { type Bound, bindOwner } from './bind.ts';
import { hashCode } from './bind-code.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import { takeTry } from './tries.ts';

export type CodeOutcome =
  | Bound
  | { readonly result: 'limited' | 'wrong-code' }
  /** A code that an owner passed on: the owner has to agree in their own chat. */
  | {
      readonly result: 'delegate-waiting';
      readonly householdId: string;
      readonly owner: string;
      readonly scope: Scope;
    };

/**
 * Binds a contact by a one-time code, whichever way it came: as words in the chat, or as the scene with which a channel
 * reports that somebody came in. A code that is unknown, spent, ended or over is the same wrong code.
 * @param code its characters with the check character, as `readCode` gives them.
 */
export async function bindByCode(
  tx: Tx,
  contactId: string,
  code: string,
  estate: Pick<Estate, 'timezone'>,
  now: Instant,
): Promise<CodeOutcome> {
  if (!(await takeTry(tx, contactId, null, estate, now))) return { result: 'limited' };
  const hash = await hashCode(code);
  const found = await tx.bindCodes.byHash(hash);
  if (!found || found.issuedBy === contactId) return { result: 'wrong-code' };
  const { householdId, scope, issuedBy } = found;
  if (issuedBy !== null && !(await stillLets(tx, issuedBy, householdId))) {
    return { result: 'wrong-code' };
  }
  const known = (await tx.bindings.of(contactId)).find((one) => one.householdId === householdId);
  if (scope !== null && known?.level === 'verified') return { result: 'wrong-code' };
  if (!(await tx.bindCodes.spend(hash, contactId, now))) return { result: 'wrong-code' };
  if (scope === null || issuedBy === null) return bindOwner(tx, contactId, householdId, now);
  return { result: 'delegate-waiting', householdId, owner: issuedBy, scope };
}

/** Whether whoever passed a code on is still an owner who may: one that moved out lets nobody in. */
async function stillLets(tx: Tx, contactId: string, householdId: string): Promise<boolean> {
  const tie = (await tx.bindings.of(contactId)).find((one) => one.householdId === householdId);
  return tie !== undefined && rightsOf(tie).lets;
}
