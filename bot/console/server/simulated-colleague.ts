import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Estate } from '#domain/estate.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import { type Chat, sayRequest } from '../simulator-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { estateFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { colleagueKey, groupKey } from './simulated-key.ts';

const byEstate = z.object({ estate: z.string().max(100) });

/** The phone of who is signed in, and the group they share with their colleagues, in the simulated WeChat. */
export function simulatedColleague(
  server: FastifyInstance,
  { store, simulator }: Desk,
  sessions: Sessions,
): void {
  if (!simulator) return;
  const { phones } = simulator;
  const needed = needs('simulator');

  function phoneOf({ id, name }: StaffMember): string {
    const key = colleagueKey(id);
    phones.addContact(key, name);
    return key;
  }
  async function groupFor(member: StaffMember, params: unknown): Promise<Estate> {
    const { estate } = byEstate.parse(params);
    const found = await store.read((tx) => estateFor(tx, member, estate));
    phones.addRoom(groupKey(found.id));
    return found;
  }

  server.get('/api/simulator/colleague', needed, async (request): Promise<Chat> => {
    const { member } = sessions.require(request);
    const messages = phones.history(phoneOf(member)).map(({ id, from, text, at }) => {
      const side = from === 'us' ? ('us' as const) : ('me' as const);
      return { id, from: side, name: side === 'us' ? '' : member.name, text, at };
    });
    return { name: member.name, messages };
  });
  server.post('/api/simulator/colleague/say', needed, async (request) => {
    const { member } = sessions.require(request);
    await phones.say(phoneOf(member), sayRequest.parse(request.body).text);
    return { ok: true };
  });

  server.get('/api/simulator/estates/:estate/group', needed, async (request): Promise<Chat> => {
    const { member } = sessions.require(request);
    const { id, name } = await groupFor(member, request.params);
    const own = phoneOf(member);
    const messages = phones.roomHistory(groupKey(id)).map((one) => {
      const { talker, talkerName } = one;
      const from = talker === null ? 'us' : talker === own ? 'me' : 'other';
      return { id: one.id, from, name: talkerName, text: one.text, at: one.at } as const;
    });
    return { name, messages };
  });
  server.post('/api/simulator/estates/:estate/group/say', needed, async (request) => {
    const { member } = sessions.require(request);
    const { id } = await groupFor(member, request.params);
    await phones.sayInRoom(phoneOf(member), sayRequest.parse(request.body).text, groupKey(id));
    return { ok: true };
  });
}
