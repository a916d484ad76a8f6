import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pathOf } from './known-routes.js';

/** Addresses for programs, where the page is never served. */
const NOT_A_PAGE = /^\/(api|healthz|readyz|metrics)(\/|$)/;
/** Names that carry a hash of their content. */
const HASHED_FILE = /-[A-Z0-9]{8}\.\w+$/;

/**
 * Serves the files of the built web app, and its one page for every address that a person may open.
 * It does nothing where the app was not built: programs need only the API.
 */
export async function serveWebPage(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(`${folder}/index.html`)) return;
  const server = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      const hashed = HASHED_FILE.test(path);
      void response.header(
        'cache-control',
        hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    const opensPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    const path = pathOf(request.url);
    if (!request.is404 || !opensPage || NOT_A_PAGE.test(path)) return;
    return reply.sendFile('index.html');
  });
}
