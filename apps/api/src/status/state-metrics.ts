import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { JobQueue } from '@trackside/jobs';
import { LivercScraper } from '@trackside/liverc-scraper';
import { type MonthCounts, PageShapeCheck, Upkeep } from '@trackside/practice-days';
import { RecordStream } from '../http/record-stream.js';

const PAGES = ['calendar', 'day'] as const;
const LIVERC_STATES = ['ok', 'failing', 'disabled'] as const;
/** What is streamed, by its route; the first that fits. */
const STREAMS: readonly [kind: string, route: RegExp][] = [
  ['day', /\/live\/stream$/],
  ['job', /\/jobs\//],
  ['timeline', /\/timeline\//],
  ['discovery', /./],
];
/** Counting months reads whole tables. */
const COUNTED_FOR_MS = 60_000;

/** Prometheus metrics of how things stand, looked up when somebody asks for them. */
@Injectable()
export class StateMetrics {
  private readonly registry = new Registry();
  private readonly drift = this.gauge(
    'trackside_page_drift',
    '1 while LiveRC shows this kind of page otherwise than it is known, 0 while not',
    ['page'],
  );
  private readonly jobs = this.gauge('trackside_jobs', 'Background jobs of all processes', [
    'state',
  ]);
  private readonly oldestJob = this.gauge(
    'trackside_jobs_oldest_age_seconds',
    'How long the oldest job has waited that could be worked on; 0 where none does',
  );
  private readonly months = this.gauge(
    'trackside_stored_months',
    'Months in the database: complete, partial (days are to be read), awaited (searched in vain)',
    ['state'],
  );
  private readonly liverc = this.gauge(
    'trackside_liverc_state',
    '1 for the state that LiveRC is in, as this process sees it, 0 for the others',
    ['state'],
  );
  private readonly gate = this.gauge(
    'trackside_liverc_gate',
    'Requests to LiveRC: in flight, waiting for their turn, and how many may be in flight',
    ['requests'],
  );
  private readonly sites = this.gauge(
    'trackside_liverc_sites',
    'Sites of tracks that are unwell, and those of them that are not asked at present',
    ['state'],
  );
  private readonly streams = this.gauge(
    'trackside_open_streams',
    'Streams of records under way in this process: discoveries, and followers of something',
    ['kind'],
  );
  private readonly followers = this.gauge(
    'trackside_followers',
    'Who follows a running day, a job or a discovery in the background, in this process',
    ['of'],
  );
  private counted: { at: number; months: MonthCounts } | null = null;

  constructor(
    private readonly shapes: PageShapeCheck,
    private readonly upkeep: Upkeep,
    private readonly queue: JobQueue,
    private readonly scraper: LivercScraper,
    private readonly records: RecordStream,
  ) {}

  /** What can't be looked up is left out: the rest is told all the same. */
  async print(): Promise<string> {
    this.registry.resetMetrics();
    this.tellLiverc();
    this.tellStreams();
    await Promise.allSettled([this.tellPages(), this.tellJobs(), this.tellMonths()]);
    return this.registry.metrics();
  }

  private gauge<Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ) {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  private async tellPages(): Promise<void> {
    const drifts = await this.shapes.findDrifts();
    for (const page of PAGES) {
      this.drift.set({ page }, Number(drifts.some((drift) => drift.page === page)));
    }
  }

  private async tellJobs(): Promise<void> {
    const { queued, running, oldestQueuedAt } = await this.queue.load();
    this.jobs.set({ state: 'queued' }, queued);
    this.jobs.set({ state: 'running' }, running);
    const ageMs = oldestQueuedAt ? Date.now() - oldestQueuedAt.getTime() : 0;
    this.oldestJob.set(Math.max(0, ageMs / 1000));
  }

  private async tellMonths(): Promise<void> {
    const now = performance.now();
    if (!this.counted || now - this.counted.at > COUNTED_FOR_MS) {
      this.counted = { at: now, months: await this.upkeep.countMonths() };
    }
    for (const [state, count] of Object.entries(this.counted.months)) {
      this.months.set({ state }, count);
    }
  }

  private tellLiverc(): void {
    const { state, sites, inFlight, waiting, limit } = this.scraper.health();
    for (const each of LIVERC_STATES) this.liverc.set({ state: each }, Number(each === state));
    this.gate.set({ requests: 'in_flight' }, inFlight);
    this.gate.set({ requests: 'waiting' }, waiting);
    this.gate.set({ requests: 'limit' }, limit);
    this.sites.set({ state: 'unwell' }, sites.length);
    this.sites.set({ state: 'stopped' }, sites.filter((site) => site.nextProbeAt !== null).length);
  }

  private tellStreams(): void {
    for (const [kind] of STREAMS) {
      this.streams.set({ kind }, 0);
      if (kind !== 'discovery') this.followers.set({ of: kind }, 0);
    }
    for (const [route, count] of this.records.openByRoute) {
      const [kind] = STREAMS.find(([, pattern]) => pattern.test(route))!;
      this.streams.inc({ kind }, count);
      if (kind !== 'discovery') this.followers.inc({ of: kind }, count);
    }
  }
}
