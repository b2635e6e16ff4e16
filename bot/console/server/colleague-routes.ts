import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditEntry } from '#ports/store/audit.ts';
import { STAFF_ROLES } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import {
  type AuditList,
  type ColleagueList,
  auditQuery,
  estatesRequest,
  hireRequest,
  reasonRequest,
  roleRequest,
} from '../colleague-api.ts';
import {
  type ColleagueResult,
  type Why,
  changeEstates,
  changeRole,
  end,
  hire,
  passwordForOnce,
  reaches,
  resetPassword,
} from './colleague.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { hashPassword } from './password.ts';
import { Refused } from './refused.ts';
import type { Sessions } from './session.ts';

const byId = z.object({ id: z.string().max(100) });

/** Entries of the audit a page shows at once. */
const PAGE = 100;

/** Who works here, and what they did: for the administrator. */
export function colleagueRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock } = desk;

  const why = (request: FastifyRequest, reason: string | null): Why => ({
    by: sessions.require(request).member,
    reason,
    now: clock.now(),
  });

  async function done(work: (tx: Tx) => Promise<ColleagueResult>): Promise<string> {
    const result = await store.write(work);
    if (result.ok) return result.member.id;
    if (result.why === 'UNKNOWN') throw new Refused(404, 'NOT_FOUND');
    throw new Refused(409, result.why);
  }

  server.get('/api/staff', needs('staff'), async (request): Promise<ColleagueList> => {
    const { member } = sessions.require(request);
    const all = await store.read((tx) => tx.staff.list());
    const items = all
      .filter(({ estates }) => reaches(member, estates))
      .map(({ id, login, name, role, estates, mustChange, endedAt }) => {
        return { id, login, name, role, estates: [...estates], mustChange, endedAt };
      });
    return { items, roles: [...STAFF_ROLES] };
  });

  server.post('/api/staff', needs('staff'), async (request) => {
    const newcomer = hireRequest.parse(request.body);
    const password = passwordForOnce();
    const passwordHash = await hashPassword(password);
    const id = await done((tx) => hire(tx, newcomer, passwordHash, why(request, null)));
    return { id, password };
  });

  server.post('/api/staff/:id/reset-password', needs('staff'), async (request) => {
    const { id } = byId.parse(request.params);
    const { reason } = reasonRequest.parse(request.body);
    const password = passwordForOnce();
    const passwordHash = await hashPassword(password);
    await done((tx) => resetPassword(tx, id, passwordHash, why(request, reason)));
    return { id, password };
  });

  /** A change to a colleague, with the reason for it. */
  function act<T extends { readonly reason: string }>(
    path: string,
    body: z.ZodType<T>,
    run: (tx: Tx, id: string, input: T, why: Why) => Promise<ColleagueResult>,
  ): void {
    server.post(`/api/staff/:id/${path}`, needs('staff'), async (request) => {
      const { id } = byId.parse(request.params);
      const input = body.parse(request.body);
      await done((tx) => run(tx, id, input, why(request, input.reason)));
      return { ok: true };
    });
  }
  act('end', reasonRequest, async (tx, id, _input, why) => end(tx, id, why));
  act('role', roleRequest, async (tx, id, { role }, why) => changeRole(tx, id, role, why));
  act('estates', estatesRequest, async (tx, id, { estates }, why) =>
    changeEstates(tx, id, estates, why),
  );

  server.get('/api/audit', needs('audit'), async (request): Promise<AuditList> => {
    const { before = Infinity } = auditQuery.parse(request.query);
    const { member } = sessions.require(request);
    return store.read(async (tx) => {
      const known = new Map((await tx.staff.list()).map((one) => [one.id, one]));
      const estates = new Map((await tx.estates.list()).map(({ id, name }) => [id, name]));
      const found = await tx.audit.newest(PAGE, before);
      const within = ({ actor, subject }: AuditEntry): boolean => {
        const theirs = known.get(subject) ?? known.get(actor ?? '');
        return reaches(member, theirs?.estates ?? []);
      };
      const items = found.filter(within).map((entry) => ({
        ...entry,
        actor: entry.actor && (known.get(entry.actor)?.name ?? entry.actor),
        subject: known.get(entry.subject)?.name ?? estates.get(entry.subject) ?? entry.subject,
      }));
      return { items, next: found.length === PAGE ? (found.at(-1)?.seq ?? null) : null };
    });
  });
}
