import type { PageKind, PageRequest } from './page-request.js';

export interface RequestRecord {
  /** Counts requests from 1, in the order of arrival. */
  sequence: number;
  page: PageKind;
  slug: string;
  month?: string;
  date?: string;
  id?: string;
  url: string;
  userAgent: string;
  /** Milliseconds on a clock that never goes back; compare with one another only. */
  startedMs: number;
  /** When the last byte left or the connection closed; null while in flight. */
  endedMs: number | null;
  /** `aborted`: the client left first; `cut`: the simulator closed the connection. */
  outcome: 'open' | 'answered' | 'aborted' | 'cut';
}

export interface RequestCounts {
  total: number;
  in_flight: number;
  max_in_flight: number;
  aborted_by_client: number;
  by_page: Partial<Record<PageKind, number>>;
  by_url: Record<string, number>;
}

/** Every field that is given must be equal; `url` must be contained. */
export type RequestFilter = Partial<
  Pick<RequestRecord, 'page' | 'slug' | 'month' | 'date' | 'url'>
>;

const MOST_URLS = 200_000;
const MOST_RECORDS = 20_000;

/** Counts what clients asked the simulated site; the admin's own requests are left out. */
export class RequestLog {
  private total = 0;
  private inFlight = 0;
  private maxInFlight = 0;
  private aborted = 0;
  private byPage: Partial<Record<PageKind, number>> = {};
  private byUrl = new Map<string, number>();
  private recent: RequestRecord[] = [];

  begin(request: PageRequest, userAgent: string): RequestRecord {
    const { kind: page, slug, month, date, id, url } = request;
    this.total++;
    this.inFlight++;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    this.byPage[page] = (this.byPage[page] ?? 0) + 1;
    if (this.byUrl.size < MOST_URLS || this.byUrl.has(url)) {
      this.byUrl.set(url, (this.byUrl.get(url) ?? 0) + 1);
    }
    const record: RequestRecord = {
      ...{ sequence: this.total, page, slug: slug.toLowerCase(), month, date, id, url, userAgent },
      ...{ startedMs: performance.now(), endedMs: null, outcome: 'open' },
    };
    if (this.recent.length >= MOST_RECORDS) this.recent.splice(0, MOST_RECORDS / 2);
    this.recent.push(record);
    return record;
  }

  end(record: RequestRecord, outcome: 'answered' | 'aborted' | 'cut'): void {
    record.endedMs = performance.now();
    record.outcome = outcome;
    this.inFlight--;
    if (outcome === 'aborted') this.aborted++;
  }

  counts(): RequestCounts {
    return {
      total: this.total,
      in_flight: this.inFlight,
      max_in_flight: this.maxInFlight,
      aborted_by_client: this.aborted,
      by_page: { ...this.byPage },
      by_url: Object.fromEntries(this.byUrl),
    };
  }

  /** The newest requests (at least 10,000), oldest first. */
  records(filter: RequestFilter = {}): RequestRecord[] {
    return this.recent.filter((record) => matches(record, filter));
  }

  /** How many requests passed the filter; exact for the newest 10,000. */
  count(filter: RequestFilter = {}): number {
    return Object.keys(filter).length === 0 ? this.total : this.records(filter).length;
  }

  /** Starts counting anew; requests in flight stay in flight. */
  clear(): void {
    this.total = 0;
    this.maxInFlight = this.inFlight;
    this.aborted = 0;
    this.byPage = {};
    this.byUrl.clear();
    this.recent = [];
  }
}

function matches(record: RequestRecord, { url, ...exact }: RequestFilter): boolean {
  if (url !== undefined && !record.url.includes(url)) return false;
  return Object.entries(exact).every(
    ([field, value]) => value === undefined || record[field as keyof RequestRecord] === value,
  );
}
