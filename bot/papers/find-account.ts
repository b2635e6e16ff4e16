import type { Estate } from '#domain/estate.ts';
import type { Household } from '#domain/household.ts';
import { Fault } from '#errors';
import type { Tx } from '#ports/store/store.ts';

/** A household with its estate. */
export interface Account {
  readonly estate: Estate;
  readonly household: Household;
}

/**
 * The household of a room, or of an id of the books.
 * @param estateName narrows to one estate; needed where two of them have the room.
 * @throws Fault INPUT_INVALID that says what is unknown, or that the room is there twice.
 */
export async function findAccount(
  tx: Tx,
  account: string,
  estateName: string | undefined,
): Promise<Account> {
  const found: Account[] = [];
  for (const estate of await estatesNamed(tx, estateName)) {
    const byRoom = await tx.households.byRoom(estate.id, account);
    const household = byRoom ?? (await tx.households.byId(account));
    if (household?.estateId === estate.id) found.push({ estate, household });
  }
  const [first, ...others] = found;
  if (!first) {
    throw new Fault('INPUT_INVALID', { account, right: 'a room of the books, as 3-2-1101' });
  }
  if (others.length > 0) {
    const names = found.map(({ estate }) => estate.name).join(', ');
    throw new Fault('INPUT_INVALID', {
      account,
      estates: names,
      right: '--estate with one of them',
    });
  }
  return first;
}

/**
 * The estate of that name, or all of them where none is asked for.
 * @throws Fault INPUT_INVALID when there is none.
 */
export async function estatesNamed(tx: Tx, name: string | undefined): Promise<Estate[]> {
  const all = await tx.estates.list();
  if (all.length === 0) {
    throw new Fault('INPUT_INVALID', { estates: 'none', right: 'import a workbook first' });
  }
  const found = all.filter((one) => name === undefined || one.name === name || one.id === name);
  if (found.length === 0) {
    const right = `one of: ${all.map((one) => one.name).join(', ')}`;
    throw new Fault('INPUT_INVALID', { estate: name, right });
  }
  return found;
}
