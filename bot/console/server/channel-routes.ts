import type { FastifyInstance } from 'fastify';
import { toString as drawCode } from 'qrcode';
import { z } from 'zod';
import type { ChannelList } from '../channel-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { servesAll } from './scope.ts';
import type { Sessions } from './session.ts';
import { channelViews } from './view/channel-view.ts';

const byName = z.object({ name: z.string().max(100) });
const byId = z.object({ id: z.string().max(100) });

/** How the accounts are through which residents are reached, and what people may do about it. */
export function channelRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, account, channels } = desk;

  server.get('/api/channels', needs('account'), async (request): Promise<ChannelList> => {
    const { member } = sessions.require(request);
    const items = await store.read((tx) => channelViews(tx, channels, member, clock.now()));
    return { items, mayRelease: servesAll(member) };
  });

  server.get('/api/channels/:name/code.svg', needs('account'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { name } = byName.parse(request.params);
    const code = channels.find((one) => one.name === name)?.loginCode?.() ?? null;
    if (code === null || !servesAll(member)) throw new Refused(404, 'NOT_FOUND');
    return reply.type('image/svg+xml').send(await drawCode(code, { type: 'svg', margin: 2 }));
  });

  server.post('/api/channels/:name/release', needs('account'), async (request) => {
    const { member } = sessions.require(request);
    const { name } = byName.parse(request.params);
    if (!servesAll(member)) throw new Refused(403, 'NOT_YOURS');
    if (!(await account.releaseBreaker(name, member.id))) throw new Refused(404, 'NOT_FOUND');
    return { ok: true };
  });

  server.post('/api/gaps/:id/release', needs('account'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    if (!servesAll(member)) throw new Refused(403, 'NOT_YOURS');
    if (!(await account.releaseGap(id, member.id))) throw new Refused(404, 'NOT_FOUND');
    return { ok: true };
  });
}
