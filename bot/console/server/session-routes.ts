import type { FastifyInstance } from 'fastify';
import { loginRequest } from '../api.ts';
import { passwordRequest } from '../colleague-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { hashPassword, isPassword } from './password.ts';
import { doubtPassword } from './password-rule.ts';
import { actsOf } from './permission.ts';
import { Refused } from './refused.ts';
import { estatesOf } from './scope.ts';
import type { Sessions, SignedIn } from './session.ts';

/** Each costs the time and memory of a password check; whoever means well does not need many. */
const FEW = { rateLimit: { max: 20, timeWindow: '1 minute' } };

/** Signing in and out, who one is, and one's own password. */
export function sessionRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock } = desk;

  async function told({ member, csrf }: SignedIn) {
    const { id, name, role, mustChange } = member;
    const estates = await store.read((tx) => estatesOf(tx, member));
    return {
      staff: { id, name, role, mustChange },
      estates: estates.map(({ id, name, timezone }) => ({ id, name, timezone })),
      acts: actsOf(role),
      csrf,
      now: clock.now(),
      simulator: desk.simulator !== null,
    };
  }

  const open = { config: { ...needs('anyone').config, ...FEW } };
  server.post('/api/login', open, async (request, reply) => {
    const { login, password } = loginRequest.parse(request.body);
    return told(await sessions.signIn(request, reply, login, password));
  });
  server.get('/api/me', needs('signed-in'), async (request) => told(sessions.require(request)));
  server.post('/api/logout', needs('signed-in'), async (request, reply) => {
    await sessions.signOut(request, reply, false);
    return { ok: true };
  });
  server.post('/api/logout-everywhere', needs('signed-in'), async (request, reply) => {
    await sessions.signOut(request, reply, true);
    return { ok: true };
  });

  const own = { config: { ...needs('signed-in').config, ...FEW } };
  server.post('/api/password', own, async (request, reply) => {
    const { member } = sessions.require(request);
    const { old, password } = passwordRequest.parse(request.body);
    if (!(await isPassword(member.passwordHash, old))) throw new Refused(409, 'WRONG_PASSWORD');
    const doubt = old === password ? 'PASSWORD_SAME' : doubtPassword(password, member.login);
    if (doubt !== null) throw new Refused(422, doubt);
    const passwordHash = await hashPassword(password);
    const signedIn = await store.write(async (tx) => {
      const about = { actor: member.id, subject: member.id, before: null, after: null };
      const act = 'password-changed';
      const still = await tx.staff.byId(member.id);
      if (still?.passwordHash !== member.passwordHash) throw new Refused(409, 'WRONG_PASSWORD');
      const next = { ...still, passwordHash, mustChange: false };
      await tx.staff.put(next);
      await tx.sessions.endOf(member.id);
      await tx.audit.append({ at: clock.now(), act, ...about, reason: null });
      return sessions.open(tx, request, reply, next);
    });
    return told(signedIn);
  });
}
