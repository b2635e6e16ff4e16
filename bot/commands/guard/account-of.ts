import type { Content } from '#content/load.ts';
import type { Store } from '#ports/store/store.ts';
import { KnownFigures } from './known-figures.ts';

/**
 * The figures an account's texts may contain.
 * @param account a room or the id of a household, looked up in the books; or the figures themselves, as any JSON value.
 * @param store the books; without them a named account is one that they do not know.
 * @returns none for an account that is not known, so that no figure is: the guard fails closed.
 */
export async function figuresOf(
  account: unknown,
  content: Content,
  store: Store | undefined,
): Promise<readonly string[]> {
  if (typeof account !== 'string') return new KnownFigures(content).given(account).all;
  if (!store) return [];
  return store.read(async (tx) => {
    const known = new KnownFigures(content);
    for (const estate of await tx.estates.list()) {
      const byRoom = await tx.households.byRoom(estate.id, account);
      const byId = await tx.households.byId(account);
      const household = byRoom ?? (byId?.estateId === estate.id ? byId : undefined);
      if (household) known.household(household, await tx.charges.open(household.id), estate);
    }
    return known.all;
  });
}
