import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readPageRequest } from '../../../apps/liverc-simulator/src/server/page-request.js';
import {
  type CalendarFault,
  type DayFault,
  printCalendarOf,
  printCatalogueOf,
  printDashboardOf,
  printDayOf,
  type Printed,
  printSessionOf,
  type ShownPage,
  trackOf,
} from './site-pages.js';
import type { SiteWorld, Snapshot } from './site-world.js';

/** Which pages lie, for as long as it is said. */
export interface Faults {
  calendar: CalendarFault;
  /** One for each date of the world. */
  days: DayFault[];
}

/** A page that was asked for. */
export interface Served {
  /** Path and query. */
  url: string;
  /** Null for a session's page, and for one that is not the page asked for. */
  shown: ShownPage | null;
  date: string | null;
}

/**
 * One track of LiveRC over HTTP, in the simulator's markup: what it shows is told page by page, and
 * every page served is written down.
 */
export class PageSite {
  slug = 'none';
  world: SiteWorld | null = null;
  faults: Faults | null = null;
  /** What was served since it was last emptied, in the order of arrival. */
  served: Served[] = [];
  private readonly http: Server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(this.answer(request.url ?? '/', request.headers.host ?? ''));
  });

  async start(): Promise<{ baseUrl: string; catalogueUrl: string }> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    const { port } = this.http.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    return { baseUrl: `${origin}/{slug}`, catalogueUrl: `${origin}/` };
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private answer(url: string, host: string): string {
    const request = readPageRequest(url, host, '2025-11-20');
    const { world, faults } = this;
    const track = trackOf(request.slug);
    if (request.kind === 'catalogue') return printCatalogueOf([this.slug]);
    if (!world || request.slug !== this.slug) {
      return printDashboardOf(track, { days: new Map() });
    }
    const { month, dates } = world.where;
    if (request.kind === 'calendar' && request.month === month) {
      const fault = faults?.calendar ?? { type: 'true' };
      return this.note(url, null, printCalendarOf(track, stateOf(world, fault), month, fault));
    }
    if (request.kind === 'day') {
      const date = request.date!;
      const fault = faults?.days[dates.indexOf(date)] ?? { type: 'true' };
      return this.note(url, date, printDayOf(track, stateOf(world, fault), date, fault));
    }
    if (request.kind === 'session') {
      const html = printSessionOf(track, world.truth, Number(request.id));
      return this.note(url, null, { html, shown: null });
    }
    if (request.kind === 'calendar') {
      return printCalendarOf(track, world.truth, request.month!, { type: 'true' }).html;
    }
    return printDashboardOf(track, world.truth);
  }

  private note(url: string, date: string | null, { html, shown }: Printed): string {
    this.served.push({ url, shown, date });
    return html;
  }
}

function stateOf(world: SiteWorld, fault: CalendarFault | DayFault): Snapshot {
  return fault.type === 'stale' ? world.ago(fault.ago) : world.truth;
}
