import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type {
  DiscoverMonthResult,
  DriverAtTrack,
  EventsDiscoverResult,
  EventsImportResult,
  EventsSearchResult,
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  IngestRangeResult,
  IngestResult,
  ImportJob,
  StatusResult,
  Track,
  TrackDetail,
  TrackDriver,
} from '@trackside/contracts';
import { contentSecurityPolicy } from 'helmet';
import { CONTENT_SECURITY } from '../../apps/api/src/http/security-headers.js';
import { PAGE_POLICY } from '../../apps/api/src/http/web-page.js';
import {
  type FakeStream,
  Refusal,
  type StreamEnd,
  streamAt,
  withDiscovery,
} from './fake-streams.js';

export { type FakeStream, Refusal } from './fake-streams.js';

type Answer<T> = T | Refusal | Promise<T | Refusal>;

/** What the server under the page says. Every part can be replaced while a test runs. */
export interface FakeScript {
  status(): Answer<StatusResult>;
  switchLiverc(enabled: boolean): Answer<StatusResult>;
  tracks(query: URLSearchParams): Answer<Track[]>;
  track(id: string): Answer<TrackDetail>;
  search(query: URLSearchParams): Answer<EventsSearchResult>;
  discoverEvents(): Answer<EventsDiscoverResult>;
  importEvents(ids: string[]): Answer<EventsImportResult>;
  discoverMonth(year: number, month: number): Answer<DiscoverMonthResult>;
  /** The timeline of the search's dates. A refusal is sent before the stream begins; a number is sent as a status without a body. */
  stream(stream: FakeStream): StreamEnd;
  practiceDay(id: string): Answer<ImportedPracticeDayDetail>;
  daySessions(query: URLSearchParams): Answer<ImportedPracticeSession[]>;
  ingest(date: string): Answer<IngestResult>;
  ingestRange(dates: string[]): Answer<IngestRangeResult>;
  job(id: string): Answer<ImportJob>;
  cancelJob(id: string): Answer<ImportJob>;
  jobStream(stream: FakeStream, id: string): StreamEnd;
  driver(query: URLSearchParams): Answer<DriverAtTrack>;
  /** Who practised, in one page. */
  drivers(query: URLSearchParams): Answer<TrackDriver[]>;
  /** What is under `/events/:id` and `/races/:id`; undefined where nothing is. */
  raceEvent(path: string): Answer<unknown>;
}

export interface FakeApi {
  readonly url: string;
  script: FakeScript;
  /** `METHOD /path?query` of every request to the API, in order. */
  readonly requests: string[];
  /** Favourites by id, as the page has set them. */
  readonly favourites: Set<string>;
  openStreams(): number;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
/** What the real server sends: a page that needs more than this fails here too. */
const sendPolicy = contentSecurityPolicy({ directives: CONTENT_SECURITY });

/** Serves the built page and scripted answers on a port of its own. */
export async function startFakeApi(root: string, script: FakeScript): Promise<FakeApi> {
  const open = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const favourites = new Set<string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const handled = url.pathname.startsWith('/api/')
      ? answerApi(api, request, response, url, open)
      : serveFile(root, url.pathname, response);
    handled.catch((error: unknown) => response.destroy(error as Error));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const api: FakeApi = {
    url: `http://127.0.0.1:${port}`,
    script,
    requests,
    favourites,
    openStreams: () => open.size,
    close: () => closeServer(server, sockets),
  };
  return api;
}

function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    sockets.forEach((socket) => socket.destroy());
  });
}

async function serveFile(root: string, path: string, response: ServerResponse): Promise<void> {
  const name = normalize(path === '/' || extname(path) === '' ? '/index.html' : path);
  const content = await readFile(join(root, name)).catch(() => null);
  if (content === null) {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  sendPolicy({} as IncomingMessage, response, () => undefined);
  const policy = `${String(response.getHeader('content-security-policy'))};${PAGE_POLICY}`;
  response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
  response.end(content);
}

async function answerApi(
  api: FakeApi,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  open: Set<ServerResponse>,
): Promise<void> {
  api.requests.push(`${request.method} ${url.pathname}${url.search}`);
  const path = url.pathname.replace('/api/v1', '');
  const stream = streamAt(path, url, api.script);
  if (stream) {
    await answerStream(stream, request, response, url, open);
    return;
  }
  const body = await readBody(request);
  send(response, await answerOf(api, request.method ?? 'GET', path, url.searchParams, body));
}

async function answerOf(
  api: FakeApi,
  method: string,
  path: string,
  query: URLSearchParams,
  body: Record<string, unknown>,
): Promise<unknown> {
  const { script, favourites } = api;
  const [, id, favourite] = /^\/tracks\/([^/]+)(\/favourite)?$/.exec(path) ?? [];
  if (id !== undefined && favourite !== undefined) {
    return method === 'PUT' ? favourites.add(id) && {} : { removed: favourites.delete(id) };
  }
  if (id !== undefined) {
    return script.track(id);
  }
  if (/^\/tracks\/[^/]+\/drivers$/.test(path)) {
    return inOnePage(await script.drivers(query));
  }
  const [, day, sessions] = /^\/practice-days\/([^/]{36})(\/sessions)?$/.exec(path) ?? [];
  if (day !== undefined) {
    return sessions === undefined
      ? script.practiceDay(day)
      : inOnePage(await script.daySessions(query));
  }
  const [, jobId] = /^\/jobs\/([^/]+)$/.exec(path) ?? [];
  if (jobId !== undefined) {
    return method === 'DELETE' ? script.cancelJob(jobId) : script.job(jobId);
  }
  switch (path) {
    case '/status':
      return script.status();
    case '/status/liverc':
      return script.switchLiverc(body['enabled'] as boolean);
    case '/tracks': {
      const found = await script.tracks(query);
      if (found instanceof Refusal) {
        return found;
      }
      const starred = query.get('favourites') === 'true';
      const items = starred ? found.filter((track) => favourites.has(track.id)) : found;
      return { items, next_cursor: null };
    }
    case '/events/search':
      return withDiscovery(await script.search(query), query);
    case '/events/discover':
      return script.discoverEvents();
    case '/events/import':
      return script.importEvents(body['source_event_ids'] as string[]);
    case '/practice-days/discover':
      return script.discoverMonth(Number(body['year']), Number(body['month']));
    case '/practice-days/ingest':
      return script.ingest(String(body['date']));
    case '/practice-days/ingest-range':
      return script.ingestRange(body['dates'] as string[]);
    case '/drivers':
      return script.driver(query);
    default:
      return (await script.raceEvent(path)) ?? new Refusal(404, 'NOT_FOUND', `No route ${path}.`);
  }
}

function inOnePage<T>(items: T[] | Refusal): unknown {
  return items instanceof Refusal ? items : { items, next_cursor: null };
}

async function answerStream(
  script: FakeScript['stream'],
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  open: Set<ServerResponse>,
): Promise<void> {
  open.add(response);
  const left = new Promise<void>((resolve) => response.on('close', resolve));
  void left.then(() => open.delete(response));
  const begin = (): void => {
    if (!response.headersSent) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.write('retry: 200\n\n');
    }
  };
  const stream: FakeStream = {
    path: url.pathname.replace('/api/v1', ''),
    query: url.searchParams,
    lastEventId: (request.headers['last-event-id'] as string | undefined) ?? null,
    left,
    send: (record, eventId) => {
      begin();
      const id = eventId === undefined ? '' : `id: ${eventId}\n`;
      response.write(`${id}event: ${record.type}\ndata: ${JSON.stringify(record)}\n\n`);
    },
    cut: () => {
      begin();
      response.destroy();
    },
    wait: (milliseconds) => pause(milliseconds, left),
  };
  const end = await Promise.resolve(script(stream)).catch(() => undefined);
  if (end instanceof Refusal) {
    send(response, end);
  } else if (typeof end === 'number') {
    response.writeHead(end).end();
  } else if (!response.destroyed) {
    begin();
    response.end();
  }
}

function pause(milliseconds: number, left: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    void left.then(() => {
      clearTimeout(timer);
      reject(new Error('the client left'));
    });
  });
}

function send(response: ServerResponse, answer: unknown): void {
  const refused = answer instanceof Refusal;
  const body = refused
    ? {
        success: false,
        error: { code: answer.code, message: answer.message },
        request_id: 'req-fake-1',
      }
    : { success: true, data: answer };
  response.writeHead(refused ? answer.status : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
