import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { RequestEvent, RobotsEvent } from '@trackside/liverc-scraper';
import type { BackgroundReading, MeasuredDiscovery } from '@trackside/practice-days';
import { Figures } from './figures.js';

/** Seconds that a person notices. */
const WAITS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90];

/** Prometheus metrics of this process. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'trackside_liverc_requests_total',
    help: 'Requests sent to LiveRC',
    labelNames: ['page', 'outcome'],
    registers: [this.registry],
  });
  private readonly durations = new Histogram({
    name: 'trackside_liverc_request_duration_seconds',
    help: 'From sending a request to LiveRC to its last byte',
    labelNames: ['page'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25],
    registers: [this.registry],
  });
  private readonly firstRows = new Histogram({
    name: 'trackside_discovery_first_row_seconds',
    help: 'From the beginning of a discovery to its first practice day',
    labelNames: ['answered_by'],
    buckets: WAITS,
    registers: [this.registry],
  });
  private readonly discoveries = new Histogram({
    name: 'trackside_discovery_duration_seconds',
    help: 'From the beginning of a discovery to its end',
    labelNames: ['answered_by', 'complete'],
    buckets: WAITS,
    registers: [this.registry],
  });
  private readonly months = new Counter({
    name: 'trackside_answered_months_total',
    help: 'Months of discoveries, by how they ended and where they were found; kept: in a whole answer',
    labelNames: ['status', 'source'],
    registers: [this.registry],
  });
  private readonly imports = new Counter({
    name: 'trackside_imports_total',
    help: 'Imports that people asked for',
    registers: [this.registry],
  });
  private readonly searchesAfterImport = new Counter({
    name: 'trackside_searches_after_import_total',
    help: 'Imports after which the same caller searched the track within a minute',
    registers: [this.registry],
  });
  private readonly robots = new Counter({
    name: 'trackside_liverc_robots_total',
    help: 'Questions for a robots.txt, which count as no page',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  private readonly background = new Counter({
    name: 'trackside_background_readings_total',
    help: 'Months read without anybody waiting for them',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  });

  /** The same for people, of the status page. */
  readonly figures = new Figures();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  print(): Promise<string> {
    return this.registry.metrics();
  }

  count({ page, outcome, durationMs }: RequestEvent): void {
    this.requests.inc({ page, outcome });
    this.durations.observe({ page }, durationMs / 1000);
    if (outcome === 'ok') this.figures.noteAnswer(durationMs);
  }

  countDiscovery(discovery: MeasuredDiscovery): void {
    const { answeredBy: answered_by, firstRowMs, elapsedMs, complete } = discovery;
    this.figures.noteDiscovery(discovery);
    if (firstRowMs !== null) this.firstRows.observe({ answered_by }, firstRowMs / 1000);
    for (const { status, source } of discovery.months) {
      this.months.inc({ status, source: discovery.isKept ? 'kept' : source });
    }
    this.discoveries.observe({ answered_by, complete: String(complete) }, elapsedMs / 1000);
  }

  /** @param who the caller and the track */
  countImport(who: string): void {
    this.figures.noteImport(who, performance.now());
    this.imports.inc();
  }

  countSearch(who: string): void {
    if (this.figures.noteSearch(who, performance.now())) this.searchesAfterImport.inc();
  }

  countRobots({ outcome }: RobotsEvent): void {
    this.robots.inc({ outcome });
  }

  countBackground({ kind, outcome }: BackgroundReading): void {
    this.background.inc({ kind, outcome });
  }
}
