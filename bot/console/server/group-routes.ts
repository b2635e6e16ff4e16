import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EstateGroup, FreshCode, OwnWechat } from '../group-api.ts';
import { reaches } from './colleague.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { estateFor, worksFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { estateGroup, ownWechat } from './view/group-view.ts';

const byId = z.object({ id: z.string().max(100) });
const byEstate = z.object({ estate: z.string().max(100) });

/** Colleagues in WeChat: one's own, and the groups of an estate. */
export function groupRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, group, channels } = desk;

  server.get('/api/me/wechat', needs('signed-in'), async (request): Promise<OwnWechat> => {
    const { member } = sessions.require(request);
    return store.read((tx) => ownWechat(tx, member));
  });
  server.post('/api/me/wechat/code', needs('signed-in'), async (request): Promise<FreshCode> => {
    const { member } = sessions.require(request);
    return group.codeForColleague(member.id);
  });
  server.post('/api/me/wechat/let-go', needs('signed-in'), async (request) => {
    const { member } = sessions.require(request);
    await group.endColleague(member.id, member.id);
    return { ok: true };
  });

  server.get(
    '/api/estates/:estate/group',
    needs('account'),
    async (request): Promise<EstateGroup> => {
      const { member } = sessions.require(request);
      const { estate } = byEstate.parse(request.params);
      return store.read(async (tx) =>
        estateGroup(tx, channels, (await estateFor(tx, member, estate)).id),
      );
    },
  );
  server.post(
    '/api/estates/:estate/group/code',
    needs('staff-group'),
    async (request): Promise<FreshCode> => {
      const { member } = sessions.require(request);
      const { estate } = byEstate.parse(request.params);
      const { id } = await store.read((tx) => estateFor(tx, member, estate));
      return group.codeForGroup(id, member.id);
    },
  );
  server.post('/api/groups/:id/let-go', needs('staff-group'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const found = await store.read((tx) => tx.staffGroups.byId(id));
    if (!found || !worksFor(member, found.estateId)) throw new Refused(404, 'NOT_FOUND');
    await group.endGroup(id, member.id);
    return { ok: true };
  });
  server.post('/api/staff/:id/let-go-wechat', needs('staff-group'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const theirs = await store.read((tx) => tx.staff.byId(id));
    if (!theirs || !reaches(member, theirs.estates)) throw new Refused(404, 'NOT_FOUND');
    await group.endColleague(id, member.id);
    return { ok: true };
  });
}
