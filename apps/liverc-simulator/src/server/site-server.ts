import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerOf, changeData } from '../faults/effects.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import type { FaultEffect } from '../faults/fault-rules.js';
import { World } from '../world/world.js';
import { ADMIN_PATH, answerAdmin, type AdminTargets } from './admin.js';
import { jsonAnswer, type Answer } from './answer.js';
import { deliver, deliverBadly } from './delivery.js';
import type { Latency } from './latency.js';
import { readPageRequest, type PageRequest } from './page-request.js';
import { PagePrinter } from './page-printer.js';
import { HOPS, nextHop } from './redirects.js';
import type { RequestLog, RequestRecord } from './request-log.js';

export interface SiteParts extends AdminTargets {
  world: World;
  printer: PagePrinter;
  faults: FaultPlan;
  requests: RequestLog;
  latency: Latency;
}

const SITE_FULL: Answer = {
  status: 503,
  headers: { 'Retry-After': '1' },
  body: '<html><head><title>503 Service Unavailable</title></head><body>Busy</body></html>',
};

/** The HTTP server of the simulated site and of its admin endpoints. */
export class SiteServer {
  readonly http: Server;

  /** The same site without late uploads and removals, for older copies of its pages. */
  private readonly unchanged: PagePrinter;

  constructor(private readonly parts: SiteParts) {
    const { seed, today, tracks } = parts.world;
    this.unchanged = new PagePrinter(new World(seed, today, tracks.length));
    this.http = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      if (request.url?.startsWith(ADMIN_PATH)) this.handleAdmin(request, response);
      else if (!parts.robots.answer(request, response)) this.handlePage(request, response);
    });
  }

  private handleAdmin(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      deliver(request, response, this.adminAnswer(request, body));
    });
  }

  private adminAnswer(request: IncomingMessage, body: string): Answer {
    try {
      return answerAdmin(this.parts, request.method ?? 'GET', request.url ?? '', body);
    } catch (error) {
      return jsonAnswer({ error: String(error) }, 500);
    }
  }

  private handlePage(request: IncomingMessage, response: ServerResponse): void {
    const { faults, requests, world } = this.parts;
    const page = readPageRequest(request.url ?? '/', request.headers.host ?? '', world.today);
    const record = requests.begin(page, request.headers['user-agent'] ?? '');
    response.on('close', () => {
      const left = response.writableFinished ? 'answered' : 'aborted';
      requests.end(record, record.outcome === 'cut' ? 'cut' : left);
    });
    const effect = page.query.has(HOPS) ? undefined : faults.strike(page);
    // A hanging request takes no place on the site: no byte comes, ever.
    if (effect?.type === 'hang') return;
    this.whenServed(page, request, response, effect, () => {
      this.answer(page, request, response, effect, record);
    });
  }

  /** Waits for a place on the site and for its latency; a client that leaves gives both back. */
  private whenServed(
    page: PageRequest,
    request: IncomingMessage,
    response: ServerResponse,
    effect: FaultEffect | undefined,
    serve: () => void,
  ): void {
    const { latency } = this.parts;
    const delayMs = latency.delayMs(page.url) + (effect?.type === 'delay' ? effect.ms : 0);
    let timer: NodeJS.Timeout | undefined;
    let started = false;
    const start = () => {
      started = true;
      if (delayMs > 0) timer = setTimeout(serve, delayMs);
      else serve();
    };
    response.on('close', () => {
      clearTimeout(timer);
      if (started) latency.leave();
      else latency.forget(start);
    });
    if (!latency.enter(start)) {
      deliver(request, response, SITE_FULL);
      return;
    }
  }

  private answer(
    page: PageRequest,
    request: IncomingMessage,
    response: ServerResponse,
    effect: FaultEffect | undefined,
    record: RequestRecord,
  ): void {
    const { printer, world } = this.parts;
    const hop = nextHop(page);
    if (!effect) {
      deliver(request, response, hop ?? printer.print(page));
      return;
    }
    if (effect.type === 'connection-reset') record.outcome = 'cut';
    const print = (asked: PageRequest) => printer.print(asked);
    const printUnchanged = (asked: PageRequest) => this.unchanged.print(asked);
    const context = { world, request: page, print, printUnchanged };
    changeData(context, effect);
    const answer = answerOf(context, effect) ?? printer.print(page);
    if (!deliverBadly(response, answer, effect)) deliver(request, response, answer);
  }
}
