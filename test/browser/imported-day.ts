import request from 'supertest';
import type { IngestResult } from '@trackside/contracts';
import { until, trackId } from '../e2e/support/trackside.js';
import type { Product } from './product.js';

/** Imports a practice day, and waits until all of its laps are here. */
export async function importWhole({ url }: Product, slug: string, date: string): Promise<void> {
  const { body } = await request(url)
    .post('/api/v1/practice-days/ingest')
    .send({ track_id: trackId(slug), date });
  const { event_id: id } = (body as { data: IngestResult }).data;
  await until(async () => {
    const day = await request(url).get(`/api/v1/practice-days/${id}`);
    return (day.body as { data: { laps: { pending: number } } }).data.laps.pending === 0;
  }, 60_000);
}
