import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pathOf } from './known-routes.js';

/** Addresses for programs, where the page is never served. */
const NOT_A_PAGE = /^\/(api|healthz|readyz|metrics)(\/|$)/;
/** What the build wrote beside a file, for clients that take it instead. */
const COMPRESSED = /\.(?:br|gz)$/;
/** Names that Angular gave a hash of their content, which is in any case for chunks. */
const HASHED_FILE =
  /[\\/](?:(?:chunk|main|polyfills|styles)-[\w-]{8}\.(?:js|css)|media[\\/][^\\/]+-[A-Z0-9]{8}\.\w+)$/;

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
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'],
    setHeaders: (response, path) => {
      const hashed = HASHED_FILE.test(path.replace(COMPRESSED, ''));
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
