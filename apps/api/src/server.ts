import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import type { FastifyInstance } from 'fastify';
import { migrateDatabase } from '@trackside/database';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { Admission } from './access/admission.js';
import { CallerAccess } from './access/caller-access.js';
import { Credentials } from './access/credentials.js';
import { compressAnswers } from './http/compressed-answers.js';
import { answerConditionalReads } from './http/conditional-reads.js';
import { EnvelopeInterceptor } from './http/envelope.interceptor.js';
import { RefusedError } from './http/failures.js';
import { FailureFilter } from './http/failure.filter.js';
import { tellDeprecations } from './http/deprecations.js';
import { refuseWrongMethods } from './http/known-routes.js';
import {
  answerBeforeTheRouter,
  answerNoRequest,
  answerUnreadableAddress,
  checkHostIsTold,
} from './http/malformed-requests.js';
import { sendSecurityHeaders } from './http/security-headers.js';
import { requestIdOf } from './http/request-id.js';
import { sendFailure } from './http/send-failure.js';
import { ContractValidationPipe } from './http/validation.pipe.js';
import { opensPage, sendSignInPage, serveWebPage } from './http/web-page.js';
import { noteSentBodies } from './idempotency/idempotency.interceptor.js';
import { startLogger } from './logging.js';
import { serveApiDocumentation } from './openapi.js';
import { traceRequests } from './tracing/trace-requests.js';
import { SCHEMA } from './schema/schema.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** Room for the long headers that proxies and tracing add; more is refused by Node itself. */
const HEADER_LIMIT_BYTES = 128 * 1024;
/** The whole request has to arrive by then: one sent a byte at a time holds a connection. */
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTION_CHECK_MS = 2_000;

/**
 * The API and the web page as one server over a migrated database, not listening yet.
 *
 * @param webFolder the built web app; left out where it is not there
 * @throws what `migrateDatabase` throws: a sentence that says what to do
 */
export async function createServer(
  config: Config,
  databaseUrl: string,
  webFolder = join(import.meta.dirname, '../../../../web/browser'),
): Promise<NestFastifyApplication> {
  const directUrl = config.databaseListenUrl ?? databaseUrl;
  await migrateDatabase(directUrl, startLogger(config.logLevel), SCHEMA);
  const access = new CallerAccess(config);
  const adapter = createAdapter(config, access);
  if (config.tracesEndpoint) await beginTraces(adapter.getInstance(), config.tracesEndpoint);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(config, databaseUrl),
    adapter,
    // Fastify parses bodies, as JSON only. A start that fails throws, and the caller says why: Nest
    // would log a stack.
    { bufferLogs: true, bodyParser: false, abortOnError: false, autoFlushLogs: false },
  );
  app.useLogger(app.get(Logger));
  app.flushLogs();
  setPrefix(app);
  app.useGlobalPipes(new ContractValidationPipe());
  app.useGlobalFilters(new FailureFilter());
  app.useGlobalInterceptors(new EnvelopeInterceptor());
  // These come first, so that refusals have them, too.
  await sendSecurityHeaders(app);
  const admission = new Admission(config.auth.mode, access, app.get(Credentials));
  refuseCallers(adapter.getInstance(), admission, webFolder);
  refuseWrongMethods(adapter.getInstance());
  tellDeprecations(adapter.getInstance());
  allowOrigins(app, config.auth.corsOrigins);
  // Its files are compressed already.
  if (config.role !== 'worker') await serveWebPage(app, webFolder);
  noteSentBodies(adapter.getInstance());
  answerConditionalReads(adapter.getInstance());
  await compressAnswers(adapter.getInstance());
  if (config.role !== 'worker') serveApiDocumentation(app);
  return app;
}

/** Where the routes are: those of people and programs, those of orchestrators, and the protocol. */
export function setPrefix(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz', 'metrics', 'mcp'] });
}

/** OpenTelemetry is loaded here and nowhere else. It ends after jobs and requests have. */
async function beginTraces(server: FastifyInstance, endpoint: string): Promise<void> {
  const { beginTracing } = await import('./tracing/open-telemetry.js');
  const endTracing = beginTracing(endpoint);
  server.addHook('onClose', endTracing);
  traceRequests(server);
}

/** Fastify, with the rules for what may be sent. */
function createAdapter(config: Config, access: CallerAccess): FastifyAdapter {
  const adapter = new FastifyAdapter({
    frameworkErrors: answerUnreadableAddress((request) => {
      if (config.auth.mode === 'required') throw new RefusedError('UNAUTHORIZED', 'sign in first');
      access.check(request, null);
    }),
    clientErrorHandler: answerNoRequest,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.auth.trustProxy,
    forceCloseConnections: true,
    genReqId: requestIdOf,
    // Whoever takes the protocol for one of the API's routes finds it there, too.
    rewriteUrl: ({ url = '/' }) => (url === '/api/v1/mcp' ? '/mcp' : url),
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      maxHeaderSize: HEADER_LIMIT_BYTES,
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CONNECTION_CHECK_MS,
      // We check it ourselves: Node would answer without a body.
      requireHostHeader: false,
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
  });
  const server = adapter.getInstance();
  answerBeforeTheRouter(server.server);
  acceptJsonOnly(server);
  return adapter;
}

/** Refuses callers before any route is looked at, so that they learn nothing else. */
function refuseCallers(server: FastifyInstance, admission: Admission, webFolder: string): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    try {
      checkHostIsTold(request.raw);
      await admission.admit(request, reply);
    } catch (refusal) {
      const isUnknown = refusal instanceof RefusedError && refusal.code === 'UNAUTHORIZED';
      const isShown = isUnknown && opensPage(request) && (await sendSignInPage(reply, webFolder));
      if (!isShown) sendFailure(refusal, request, reply);
      return reply;
    }
  });
}

/** Accepts no other bodies. An empty body counts as none, even if it has a content type. */
function acceptJsonOnly(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parseJson(request, body as string, done);
  });
}

/** Headers that web pages of allowed origins may read, beside those that any may. */
const TOLD_TO_PAGES = [
  ...['X-Request-Id', 'Retry-After', 'ETag', 'Idempotency-Replayed'],
  ...['Deprecation', 'Sunset', 'Link'],
];

/** Lets web pages of these origins call. Without origins a preflight request is an unknown one. */
function allowOrigins(app: NestFastifyApplication, origins: string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: origins,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: TOLD_TO_PAGES,
    strictPreflight: false,
  } as Parameters<typeof app.enableCors>[0]);
}
