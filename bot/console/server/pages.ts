import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { needs } from './door.ts';

/** What a browser is told while the pages are not there; for whoever installs the service. */
const NOT_BUILT = 'the pages are not built: npm run build';

/** The pages: the staff console at `/`, the simulator at `/simulator`; every other address of a page leads to `/`. */
export async function pages(server: FastifyInstance, webRoot: string): Promise<void> {
  const built = existsSync(join(webRoot, 'index.html'));
  if (built) {
    await server.register(files, { root: webRoot });
    server.get('/simulator', needs('anyone'), async (_request, reply) =>
      reply.sendFile('simulator.html'),
    );
  }
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (request.url.startsWith('/api/') || (built && !wantsPage)) {
      reply.code(404).send({ code: 'NOT_FOUND' });
    } else if (built) {
      reply.sendFile('index.html');
    } else {
      reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    }
  });
}
