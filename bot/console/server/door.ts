import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { type Act, may } from './permission.ts';
import { Refused } from './refused.ts';
import type { Sessions, SignedIn } from './session.ts';

/** What a way needs: an act of the table, no more than a session, or nothing at all. */
export type Need = Act | 'signed-in' | 'anyone';

export interface Way {
  readonly method: string;
  readonly url: string;
  readonly need: Need;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    need?: Need;
  }
  interface FastifyInstance {
    /** Every way of the service with what it needs. */
    ways: readonly Way[];
  }
  interface FastifyRequest {
    /** Who asks, as the door found out; null on ways that are open to anyone. */
    signedIn: SignedIn | null;
  }
}

/** Declares what a way needs, where it is registered; without it nothing can be. */
export function needs(need: Need): { readonly config: { readonly need: Need } } {
  return { config: { need } };
}

/** The files of the built pages; whoever signs in has to read them first. */
const PAGE_FILES = '/*';

/**
 * The one door of the service: refuses to register a way that does not say what it needs, and lets a request reach
 * its way only once origin, session, the token of our page and the role are proved, before any body is read.
 */
export function door(server: FastifyInstance, sessions: Sessions): void {
  const ways: Way[] = [];
  server.decorate('ways', ways);
  server.decorateRequest('signedIn', null);

  server.addHook('onRoute', ({ url, method, config }) => {
    if (url === PAGE_FILES) return;
    if (config?.need === undefined) {
      throw new Error(`${String(method)} ${url} does not say what it needs: needs('...')`);
    }
    for (const each of [method].flat()) ways.push({ method: each, url, need: config.need });
  });

  server.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    const isChange = request.method !== 'GET' && request.method !== 'HEAD';
    if (isChange && isForeign(request.headers)) throw new Refused(403, 'NOT_OUR_PAGE');
    const { need = 'anyone' } = request.routeOptions.config;
    if (need === 'anyone') return;
    const signedIn = await sessions.find(request, { isAct: true });
    if (isChange) sessions.proveOurPage(request, signedIn);
    if (need !== 'signed-in' && signedIn.member.mustChange) {
      throw new Refused(403, 'PASSWORD_FOR_ONCE');
    }
    if (need !== 'signed-in' && !may(signedIn.member.role, need)) {
      throw new Refused(403, 'NOT_ALLOWED');
    }
    request.signedIn = signedIn;
  });
}

/** Whether a browser says that a change comes from another site's page; programs say nothing. */
function isForeign({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
