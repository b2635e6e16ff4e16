import { randomUUID } from 'node:crypto';
import { bindOwner } from '#accounts/identity/bind.ts';
import type { Household } from '#domain/household.ts';
import { append } from '#ledger/append.ts';
import type { IdentityRequest, RequestEnd } from '#ports/store/identity.ts';
import type { Tx } from '#ports/store/store.ts';
import { noteBound, tellNews } from './enact-identity.ts';
import type { World } from './world.ts';

export type DecideResult =
  | { readonly ok: true }
  /** `closed` where a colleague was first, or the resident proved it meanwhile; `no-home` where no such room is there. */
  | { readonly ok: false; readonly why: 'closed' | 'no-home' };

/** What staff decide about who is who, each act in one transaction with its ledger entry. */
export interface IdentityActs {
  /** The resident hears of it in words; the reason is for the office. */
  decide(
    requestId: string,
    end: Exclude<RequestEnd, 'replaced'>,
    staffId: string,
    reason: string,
  ): Promise<DecideResult>;
  /**
   * The full number of a conversation's household; that it was looked at, by whom and why, is written down first.
   * @returns null where there is no household or no number.
   */
  revealPhone(conversationId: string, staffId: string, reason: string): Promise<string | null>;
}

export function createIdentityActs({
  store,
  clock,
  changed,
}: Pick<World, 'store' | 'clock' | 'changed'>): IdentityActs {
  return {
    async decide(requestId, end, staffId, reason) {
      const now = clock.now();
      const result = await store.write(async (tx): Promise<DecideResult> => {
        const request = await tx.identityRequests.byId(requestId);
        const home = request && (await homeOf(tx, request));
        if (end === 'approved' && !home) return { ok: false, why: 'no-home' };
        const by = { end, staffId, reason };
        if (!request || !(await tx.identityRequests.close(requestId, by, now))) {
          return { ok: false, why: 'closed' };
        }
        const { contactId, conversationId, estateId } = request;
        await append(tx, {
          estateId,
          at: now,
          type: 'identity',
          householdId: home?.id ?? null,
          conversationId,
          body: {
            contact: contactId,
            how: 'staff',
            result: end,
            request: requestId,
            staff: staffId,
          },
        });
        if (end === 'approved' && home) {
          const bound = await bindOwner(tx, contactId, home.id, now);
          const about = { id: conversationId, contactId };
          await noteBound(tx, about, bound, { how: 'staff', staffId }, now);
        } else {
          await tellNews(tx, conversationId, { news: 'declined' }, 'staff', now);
        }
        return { ok: true };
      });
      const request = await store.read((tx) => tx.identityRequests.byId(requestId));
      if (request) changed({ topic: 'queue', id: request.estateId });
      return result;
    },

    async revealPhone(conversationId, staffId, reason) {
      return store.write(async (tx) => {
        const found = await tx.conversations.byId(conversationId);
        const householdId = found?.householdId ?? null;
        const home = householdId === null ? undefined : await tx.households.byId(householdId);
        if (!found || !home || home.phone === null) return null;
        const at = clock.now();
        // The reason is somebody's words: the ledger names the note in which they stand. Nothing of the number goes there,
        // no digest either: eleven digits are soon guessed.
        const note = randomUUID();
        await tx.notes.put({ id: note, conversationId, staffId, text: reason, at });
        const head = { estateId: found.estateId, at, householdId, conversationId };
        await append(tx, {
          ...head,
          type: 'reveal',
          body: { staff: staffId, what: 'phone', note },
        });
        return home.phone;
      });
    },
  };
}

/** The home that a request names, where the books have it. */
export async function homeOf(
  tx: Tx,
  { estateId, room }: Pick<IdentityRequest, 'estateId' | 'room'>,
): Promise<Household | undefined> {
  return tx.households.byRoom(estateId, room);
}
