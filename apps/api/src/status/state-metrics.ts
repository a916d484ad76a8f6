import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { PageShapeCheck } from '@trackside/practice-days';

const PAGES = ['calendar', 'day'] as const;

/** Prometheus metrics of how things stand, looked up when somebody asks for them. */
@Injectable()
export class StateMetrics {
  private readonly registry = new Registry();
  private readonly drift = new Gauge({
    name: 'trackside_page_drift',
    help: '1 while LiveRC shows this kind of page otherwise than it is known, 0 while not',
    labelNames: ['page'],
    registers: [this.registry],
  });

  constructor(private readonly shapes: PageShapeCheck) {}

  /** What can't be looked up is left out: the rest is told all the same. */
  async print(): Promise<string> {
    this.registry.resetMetrics();
    await Promise.allSettled([this.lookAtPages()]);
    return this.registry.metrics();
  }

  private async lookAtPages(): Promise<void> {
    const drifts = await this.shapes.findDrifts();
    for (const page of PAGES) {
      this.drift.set({ page }, Number(drifts.some((drift) => drift.page === page)));
    }
  }
}
