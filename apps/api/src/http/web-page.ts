import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './known-routes.js';

/** Addresses for programs, where the page is never served. */
const NOT_A_PAGE = /^\/(api|mcp|healthz|readyz|metrics)(\/|$)/;
/** The page may name the file by which it is installed; no other answer needs that. */
export const PAGE_POLICY = "manifest-src 'self'";
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
    setHeaders: (reply, path) => tellOfFile(reply, path.replace(COMPRESSED, '')),
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || !opensPage(request)) return;
    return reply.sendFile('index.html');
  });
}

/** Whether a person opens a page, rather than a program calling. */
export function opensPage({ method, headers, url }: FastifyRequest): boolean {
  const wantsPage = method === 'GET' && (headers.accept?.includes('text/html') ?? false);
  return wantsPage && !NOT_A_PAGE.test(pathOf(url));
}

/**
 * Answers 401 with the page, which then asks to sign in.
 *
 * @returns false where no page is built, and nothing is answered
 */
export async function sendSignInPage(reply: FastifyReply, folder: string): Promise<boolean> {
  const page = await readFile(`${folder}/index.html`).catch(() => null);
  if (!page) return false;
  const policy = String(reply.getHeader('content-security-policy'));
  void reply
    .status(401)
    .header('www-authenticate', 'Bearer')
    .header('cache-control', 'no-store')
    .header('content-security-policy', `${policy};${PAGE_POLICY}`)
    .type('text/html; charset=utf-8')
    .send(page);
  return true;
}

function tellOfFile(reply: FastifyReply, path: string): void {
  const hashed = HASHED_FILE.test(path);
  void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (basename(path) !== 'index.html') return;
  const policy = String(reply.getHeader('content-security-policy'));
  void reply.header('content-security-policy', `${policy};${PAGE_POLICY}`);
}
