import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import {
  askRequest,
  draftRequest,
  presenceRequest,
  type PresenceView,
  type ReadyWords,
  searchQuery,
} from '../inbox-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import type { PresenceBoard } from './presence.ts';
import { Refused } from './refused.ts';
import { conversationFor, estateFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { conversationList, foundConversations } from './view/inbox-view.ts';
import { readyWords } from './view/words-view.ts';

const byId = z.object({ id: z.string().max(100) });
const byEstate = z.object({ estate: z.string().max(100) });

/** The queue, the search, and what stands around the words: who is there, drafts, ready words, asking, taking along. */
export function inboxRoutes(
  server: FastifyInstance,
  desk: Desk,
  sessions: Sessions,
  presence: PresenceBoard,
): void {
  const { store, clock, staff } = desk;

  server.get('/api/estates/:estate/conversations', needs('read-conversation'), async (request) => {
    const { member } = sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    return store.read(async (tx) => {
      return conversationList(tx, await estateFor(tx, member, estate), clock.now());
    });
  });
  server.get('/api/estates/:estate/search', needs('read-conversation'), async (request) => {
    const { member } = sessions.require(request);
    const { estate } = byEstate.parse(request.params);
    return store.read(async (tx) => {
      const within = await estateFor(tx, member, estate);
      return foundConversations(tx, within, searchQuery.parse(request.query).q, clock.now());
    });
  });

  /** Reads about a conversation within the member's scope. */
  async function about<T>(
    request: FastifyRequest,
    look: (tx: Tx, found: Conversation, staffId: string) => Promise<T>,
  ): Promise<T> {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    return store.read(async (tx) => look(tx, await conversationFor(tx, member, id), member.id));
  }

  const readable = needs('read-conversation');
  server.get('/api/conversations/:id/presence', readable, async (request): Promise<PresenceView> =>
    about(request, async (_tx, { id }, staffId) => ({
      people: presence.othersThan(staffId, id),
    })),
  );
  server.post('/api/conversations/:id/presence', readable, async (request) => {
    const { doing } = presenceRequest.parse(request.body);
    const { member } = sessions.require(request);
    const { id } = await about(request, async (_tx, found) => found);
    presence.say(id, member.id, member.name, doing);
    return { ok: true };
  });

  server.get('/api/conversations/:id/draft', needs('note'), async (request) =>
    about(request, async (tx, { id }, staffId) => {
      const kept = new Map((await tx.drafts.of(staffId, id)).map(({ mode, text }) => [mode, text]));
      return { reply: kept.get('reply') ?? '', note: kept.get('note') ?? '' };
    }),
  );
  server.post('/api/conversations/:id/draft', needs('note'), async (request) => {
    const draft = draftRequest.parse(request.body);
    const { member } = sessions.require(request);
    const { id } = await about(request, async (_tx, found) => found);
    const written = { ...draft, staffId: member.id, conversationId: id, at: clock.now() };
    await store.write((tx) => tx.drafts.put(written));
    return { ok: true };
  });

  server.get('/api/conversations/:id/words', needs('speak'), async (request): Promise<ReadyWords> =>
    about(request, async (tx, found) =>
      readyWords(tx, await desk.speaking(tx), found, clock.now()),
    ),
  );
  server.post('/api/conversations/:id/ask', needs('speak'), async (request) => {
    const { subject } = askRequest.parse(request.body);
    const { member } = sessions.require(request);
    const { id } = await about(request, async (_tx, found) => found);
    const result = await staff.ask(id, member.id, subject);
    if (result.ok) return { ok: true };
    if (result.why === 'guard') throw new Refused(422, 'GUARD', { rules: result.rules });
    throw new Refused(409, 'NOT_OWNER');
  });
}
