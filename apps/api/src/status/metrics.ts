import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { RequestEvent, RobotsEvent } from '@trackside/liverc-scraper';
import type { BackgroundReading } from '@trackside/practice-days';

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
  }

  countRobots({ outcome }: RobotsEvent): void {
    this.robots.inc({ outcome });
  }

  countBackground({ kind, outcome }: BackgroundReading): void {
    this.background.inc({ kind, outcome });
  }
}
