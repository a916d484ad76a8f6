import { LRUCache } from 'lru-cache';
import { printCalendar } from '../pages/calendar-page.js';
import { printCatalogue } from '../pages/catalogue-page.js';
import { printDashboard } from '../pages/dashboard-page.js';
import { printDay } from '../pages/day-page.js';
import { printEvents } from '../pages/events-page.js';
import { printUnknownTrack, printUnrelatedPage } from '../pages/plain-pages.js';
import { printSession } from '../pages/session-page.js';
import type { Track } from '../world/tracks.js';
import type { World } from '../world/world.js';
import type { Answer } from './answer.js';
import { printEventPages } from './event-pages.js';
import type { PageRequest } from './page-request.js';

const CACHED_BYTES = 48 * 1024 * 1024;

/** Answers a request without any fault; keeps the newest pages, as bytes. */
export class PagePrinter {
  private readonly pages = new LRUCache<string, Answer, PageRequest>({
    maxSize: CACHED_BYTES,
    sizeCalculation: ({ body }) => body.length,
    memoMethod: (_key, _stale, { context }) => this.create(context),
  });

  constructor(private readonly world: World) {}

  print(request: PageRequest): Answer {
    const { kind, slug, month, date, id, order = '' } = request;
    const place = date ?? month ?? id ?? '';
    const key = `${this.world.revision} ${kind} ${slug.toLowerCase()} ${place} ${order}`;
    return this.pages.memo(key, { context: request });
  }

  private create(request: PageRequest): Answer {
    const { status, body } = this.find(request);
    return { status, body: Buffer.from(body) };
  }

  private find(request: PageRequest): { status: number; body: string } {
    const { world } = this;
    if (request.kind === 'catalogue') return { status: 200, body: printCatalogue(world) };
    const track = world.findTrack(request.slug);
    if (!track) return { status: 404, body: printUnknownTrack() };
    return { status: 200, body: this.printOfTrack(track, request) ?? printUnrelatedPage() };
  }

  private printOfTrack(track: Track, request: PageRequest): string | undefined {
    const { world } = this;
    switch (request.kind) {
      case 'calendar':
        return printCalendar(world, track, request.month as string);
      case 'day':
        return printDay(world, track, request.date as string);
      case 'events':
        return printEvents(world, track);
      case 'dashboard':
        return printDashboard(world, track);
      case 'session': {
        const session = world.findSession(track, Number(request.id));
        return session && printSession(track, session);
      }
      default:
        return printEventPages(world, track, request);
    }
  }
}
