import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { minusFen, sumFen } from '#domain/money.ts';
import { decideRequest } from '../import-api.ts';
import type { TaskList } from '../limitation-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import type { Act } from './permission.ts';
import { Refused } from './refused.ts';
import { estateFor, worksFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { taskList } from './view/task-view.ts';

const byId = z.object({ id: z.string().max(100) });
const byEstate = z.object({ estate: z.string().max(100) });

/** What colleagues should see to beside the conversations. */
export function taskRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, staff } = desk;

  server.get('/api/estates/:estate/tasks', needs('task'), async (request): Promise<TaskList> => {
    const { member } = sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    return store.read(async (tx) => {
      return taskList(tx, await estateFor(tx, member, estate), member, clock.now());
    });
  });
  server.post('/api/tasks/:id/done', needs('task'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const task = await store.read((tx) => tx.tasks.byId(id));
    if (!task || !worksFor(member, task.estateId)) throw new Refused(404, 'NOT_FOUND');
    // What became of a vanished bill has to be said: a task that is only ticked off would leave the home on hold.
    if (task.kind === 'vanished') throw new Refused(409, 'DECIDE_FIRST');
    await staff.closeTask(id, member.id);
    return { ok: true };
  });
  server.post('/api/tasks/:id/decide', needs('payment'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const task = await store.read((tx) => tx.tasks.byId(id));
    if (!task || !worksFor(member, task.estateId)) throw new Refused(404, 'NOT_FOUND');
    if (task.kind !== 'vanished' || task.closedAt !== null) throw new Refused(409, 'NO_HOLD');
    const { decision } = decideRequest.parse(request.body);
    if (decision === 'owes') {
      await desk.stillOwes(task.householdId, member.id);
      return { ok: true };
    }
    const images = await store.read((tx) => tx.charges.images(task.householdId));
    const missing = images.filter((one) => one.missingIn !== null && one.paid < one.amount);
    await desk.confirmPayment({
      householdId: task.householdId,
      amount: sumFen(missing.map(({ amount, paid }) => minusFen(amount, paid))),
      period: null,
      charges: missing.map((one) => one.id),
      source: 'office',
      by: member.id,
      externalId: `vanished:${id}`,
    });
    return { ok: true };
  });

  /** What a resident asked about their data is seen to; an erasure cannot be undone and needs who may approve one. */
  function request(path: 'done' | 'erase', act: Act): void {
    server.post(`/api/requests/:id/${path}`, needs(act), async (call) => {
      const { member } = sessions.require(call);
      const { id } = byId.parse(call.params);
      const found = await store.read((tx) => tx.personal.requestById(id));
      if (!found || !worksFor(member, found.estateId)) throw new Refused(404, 'NOT_FOUND');
      const answer = await desk.answerRequest(id, member.id, path === 'erase');
      if (answer.ok) return { ok: true };
      if (answer.why === 'unknown') throw new Refused(404, 'NOT_FOUND');
      throw new Refused(409, 'ERASURE_LIMITED', { limits: answer.limits });
    });
  }
  request('done', 'task');
  request('erase', 'erase');
}
