import { named, phoned } from '#accounts/identity/prove-by-phone.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import type { Household } from '#domain/household.ts';
import type { IdentityRequest } from '#ports/store/identity.ts';
import type { Tx } from '#ports/store/store.ts';
import type { IdentityRequestList } from '../../identity-api.ts';
import { maskedPhone } from './masked-phone.ts';

type Item = IdentityRequestList['items'][number];

/** What a colleague compares: the resident's words beside what the books say, numbers masked. */
export async function identityRequestList(tx: Tx, estateId: string): Promise<IdentityRequestList> {
  const items: Item[] = [];
  for (const request of await tx.identityRequests.open(estateId)) {
    const home = await tx.households.byRoom(estateId, request.room);
    const contact = await tx.contacts.byId(request.contactId);
    const bindings = home ? await tx.bindings.to(home.id) : [];
    items.push({
      id: request.id,
      conversationId: request.conversationId,
      contact: contact?.name ?? '',
      room: request.room,
      name: request.name,
      openedAt: request.openedAt,
      roomKnown: home !== undefined,
      nameMatches: home !== undefined && named(home, request),
      phone: phoneOf(home, request),
      phoneOnFile: maskedPhone(home?.phone ?? null),
      held: bindings.some((one) => one.contactId !== request.contactId && rightsOf(one).lets),
    });
  }
  return { items };
}

function phoneOf(home: Household | undefined, request: IdentityRequest): Item['phone'] {
  if (!home || home.phone === null) return 'missing';
  if (request.lastFour === null) return 'not-given';
  return phoned(home, request) ? 'matches' : 'differs';
}
