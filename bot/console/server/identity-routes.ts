import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type IdentityRequestList, reasonRequest } from '../identity-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { conversationFor, estateFor, worksFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { identityRequestList } from './view/identity-view.ts';

const byId = z.object({ id: z.string().max(100) });
const byEstate = z.object({ estate: z.string().max(100) });

/** Who is who: requests that a colleague decides, and a full phone number with a reason on record. */
export function identityRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, identity } = desk;

  server.get('/api/estates/:estate/identity-requests', needs('identity'), async (request) => {
    const { member } = sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    return store.read(async (tx): Promise<IdentityRequestList> => {
      return identityRequestList(tx, (await estateFor(tx, member, estate)).id);
    });
  });

  function decision(path: 'approve' | 'refuse', end: 'approved' | 'refused'): void {
    server.post(`/api/identity-requests/:id/${path}`, needs('identity'), async (request) => {
      const { member } = sessions.require(request);
      const { id } = byId.parse(request.params);
      const { reason } = reasonRequest.parse(request.body ?? {});
      const found = await store.read((tx) => tx.identityRequests.byId(id));
      if (!found || !worksFor(member, found.estateId)) throw new Refused(404, 'NOT_FOUND');
      const result = await identity.decide(id, end, member.id, reason);
      if (result.ok) return { ok: true };
      if (result.why === 'no-home') throw new Refused(409, 'NO_HOUSEHOLD');
      throw new Refused(409, 'DECIDED');
    });
  }
  decision('approve', 'approved');
  decision('refuse', 'refused');

  server.post('/api/conversations/:id/reveal-phone', needs('reveal-phone'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const { reason } = reasonRequest.parse(request.body ?? {});
    await store.read((tx) => conversationFor(tx, member, id));
    const phone = await identity.revealPhone(id, member.id, reason);
    if (phone === null) throw new Refused(409, 'NO_PHONE');
    return { phone };
  });
}
