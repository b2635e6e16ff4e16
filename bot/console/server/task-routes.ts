import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StaffRole } from '#ports/store/staff.ts';
import type { TaskList } from '../limitation-api.ts';
import type { Desk } from './desk.ts';
import { Refused } from './refused.ts';
import { estateFor, worksFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { taskList } from './view/task-view.ts';

const byId = z.object({ id: z.string().max(100) });
/** Who may approve an erasure: it cannot be undone. */
const MAY_ERASE: readonly StaffRole[] = ['manager', 'legal', 'admin'];

const byEstate = z.object({ estate: z.string().max(100) });

/** What colleagues should see to beside the conversations. */
export function taskRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, staff } = desk;

  server.get('/api/estates/:estate/tasks', async (request): Promise<TaskList> => {
    const { member } = await sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    return store.read(async (tx) => {
      return taskList(tx, await estateFor(tx, member, estate), clock.now());
    });
  });
  server.post('/api/tasks/:id/done', async (request) => {
    const { member } = await sessions.requireChange(request);
    const { id } = byId.parse(request.params);
    const task = await store.read((tx) => tx.tasks.byId(id));
    if (!task || !worksFor(member, task.estateId)) throw new Refused(404, 'NOT_FOUND');
    await staff.closeTask(id, member.id);
    return { ok: true };
  });

  /** What a resident asked about their data is seen to; an erasure needs who may approve one. */
  function request(path: 'done' | 'erase'): void {
    server.post(`/api/requests/:id/${path}`, async (call) => {
      const { member } = await sessions.requireChange(call);
      const { id } = byId.parse(call.params);
      const found = await store.read((tx) => tx.personal.requestById(id));
      if (!found || !worksFor(member, found.estateId)) throw new Refused(404, 'NOT_FOUND');
      if (path === 'erase' && !MAY_ERASE.includes(member.role))
        throw new Refused(403, 'MAY_NOT_ERASE');
      const answer = await desk.answerRequest(id, member.id, path === 'erase');
      if (answer.ok) return { ok: true };
      if (answer.why === 'unknown') throw new Refused(404, 'NOT_FOUND');
      throw new Refused(409, 'ERASURE_LIMITED', { limits: answer.limits });
    });
  }
  request('done');
  request('erase');
}
