import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { isScriptId } from '#domain/category.ts';
import { isLocale } from '#domain/locale.ts';
import type { LocalDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Tx } from '#ports/store/store.ts';
import type { WordingPlace } from '#ports/store/wordings.ts';
import { judgeBy } from '#wording/judge.ts';
import {
  type WordingDesk,
  type WordingRefusal,
  type WordingResult,
  approveWording,
  draftWording,
  endWording,
  proposeWording,
  refuseWording,
  withdrawWording,
} from '#wording/wording-acts.ts';
import {
  type WordingDone,
  draftWordingRequest,
  lintRequest,
  wordingReasonRequest,
  wordingRequest,
} from '../script-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import type { Act } from './permission.ts';
import { Refused } from './refused.ts';
import { worksForAll } from './scope.ts';
import type { Sessions } from './session.ts';

/** By which calendar law is in force. */
const LAW_ZONE = 'Asia/Shanghai';

const CODES: Readonly<Record<WordingRefusal['why'], readonly [status: number, code: string]>> = {
  unknown: [404, 'NOT_FOUND'],
  changed: [409, 'WORDING_CHANGED'],
  same: [422, 'WORDING_SAME'],
  faulty: [422, 'WORDING_FAULTY'],
  stale: [409, 'WORDING_STALE'],
  own: [403, 'WORDING_OWN'],
};

/** Wordings of the office's own: written, looked over, proposed, let in, taken back. */
export function wordingRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock, content } = desk;
  const today = (): LocalDate => dateAt(clock.now(), LAW_ZONE);
  const lint = (place: WordingPlace, text: string) =>
    content.lint({ ...place, text }, judgeBy, today());

  const deskOf = (request: FastifyRequest): WordingDesk => {
    const { member } = sessions.require(request);
    return { content, lint, by: member.id, now: clock.now() };
  };

  function answer(result: WordingResult): WordingDone {
    if (result.ok) {
      desk.changed({ topic: 'script', id: result.version.script });
      return { ok: true, id: result.version.id };
    }
    const [status, code] = CODES[result.why];
    const details = result.why === 'faulty' ? { findings: result.findings } : {};
    throw new Refused(status, code, details);
  }

  server.post('/api/wording/lint', needs('edit-script'), async (request) => {
    const { text, ...place } = lintRequest.parse(request.body);
    return { findings: lint(placeOf(place), text) };
  });

  server.post('/api/wording/draft', needs('edit-script'), async (request) => {
    const { text, why, after, ...place } = draftWordingRequest.parse(request.body);
    const wording = { ...placeOf(place), text: text.trim(), why, after };
    return answer(await store.write((tx) => draftWording(tx, deskOf(request), wording)));
  });

  /** Something done to a version; what lets words in, or takes them back, is for who works for every estate. */
  function act<T extends z.ZodType>(
    path: string,
    need: Act,
    body: T,
    run: (tx: Tx, desk: WordingDesk, input: z.output<T>) => Promise<WordingResult>,
  ): void {
    server.post(`/api/wording/${path}`, needs(need), async (request) => {
      const input = body.parse(request.body);
      const { member } = sessions.require(request);
      const result = await store.write(async (tx) => {
        if (need === 'approve-script' && !(await worksForAll(tx, member))) {
          throw new Refused(403, 'NOT_YOURS');
        }
        return run(tx, deskOf(request), input);
      });
      return answer(result);
    });
  }
  act('propose', 'edit-script', wordingRequest, async (tx, by, { id }) =>
    proposeWording(tx, by, id),
  );
  act('withdraw', 'edit-script', wordingRequest, async (tx, by, { id }) =>
    withdrawWording(tx, by, id),
  );
  act('approve', 'approve-script', wordingRequest, async (tx, by, { id }) =>
    approveWording(tx, by, id),
  );
  act('refuse', 'approve-script', wordingReasonRequest, async (tx, by, { id, reason }) =>
    refuseWording(tx, by, id, reason),
  );
  act('end', 'approve-script', wordingReasonRequest, async (tx, by, { id, reason }) =>
    endWording(tx, by, id, reason),
  );
}

/** @throws Refused 404 where no wording can stand. */
function placeOf(place: { script: string; locale: string; variant: number }): WordingPlace {
  const { script, locale, variant } = place;
  if (!isScriptId(script) || !isLocale(locale)) throw new Refused(404, 'NOT_FOUND');
  return { script, locale, variant };
}
