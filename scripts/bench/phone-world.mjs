// What phones look at: a server of their own with demo data, and a driver with several imported days.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi } from './api.mjs';
import { last180Days } from './dates.mjs';
import { askJson, readEvents } from './http-client.mjs';

const DAYS = 6;
/** About what LiveRC takes for a page. */
const PAGE_MS = 350;

/**
 * Calls `work` with the pages that are looked at: by name their address, and what has to be there.
 *
 * @param slug a track that has practice in most months
 */
export async function withPages({ site, slug }, work) {
  const dataDir = await mkdtemp(join(tmpdir(), 'trackside-bench-phone-'));
  // Says so on each page: the line that this takes must not push down what is there.
  const api = await startApi(site, dataDir, '', { env: { LIVERC_DEMO: 'true' } });
  try {
    await site.setLatency(0);
    const pages = await pagesOf(api, api.trackIds.get(slug), slug);
    await site.setLatency(PAGE_MS);
    return await work(pages);
  } finally {
    await api.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

export async function pagesOf(api, trackId, slug) {
  const { practice_days: known } = await api.collect(slug, last180Days());
  const dates = known.map(({ date }) => date).sort();
  for (const date of dates.slice(-DAYS)) await importDay(api, trackId, date);
  const { data: drivers } = await askJson(`${api.base}/tracks/${trackId}/drivers?limit=1`);
  const [{ name }] = drivers.items;
  const driver = encodeURIComponent(name);
  const search = `track_id=${trackId}&driver=${driver}&limit=1`;
  const { data: days } = await askJson(`${api.base}/practice-days/search?${search}`);
  const origin = new URL(api.base).origin;
  return {
    home: { address: `${origin}/`, ready: 'ts-search-page h2' },
    search: { address: `${origin}/?track=${trackId}&when=6m`, ready: 'ts-row-line' },
    day: {
      address: `${origin}/practice-days/${days.items[0].event_id}?driver=${driver}`,
      ready: 'ts-chart canvas',
    },
    year: { address: `${origin}/practice-days?track=${trackId}`, ready: 'ts-day-card' },
    driver: {
      address: `${origin}/driver?track=${trackId}&name=${driver}`,
      ready: 'ts-chart canvas',
    },
  };
}

async function importDay(api, trackId, date) {
  const body = { track_id: trackId, date };
  const { data } = await askJson(`${api.base}/practice-days/ingest`, 'POST', body);
  await readEvents(`${api.base}/jobs/${data.job_id}/events`, () => undefined);
}
