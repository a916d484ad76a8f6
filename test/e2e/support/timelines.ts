import type { DiscoveryJob, DiscoveryRecord, EventsSearchResult } from '@trackside/contracts';
import { dataOf, get, readStream, type StreamOptions } from './requests.js';
import { type Reachable, trackId, until } from './trackside.js';

/** A search that begins or joins a discovery in the background; gives its id. */
export async function beginTimeline(
  trackside: Reachable,
  slug: string,
  query: Record<string, string>,
): Promise<string> {
  const asked = { track_id: trackId(slug), mode: 'timeline', ...query };
  const path = `/events/search?${new URLSearchParams(asked)}`;
  return dataOf(await get<EventsSearchResult>(trackside, path)).discovery_job_id!;
}

/** Every record of a timeline, to its end. */
export async function readTimeline(
  trackside: Reachable,
  id: string,
  options?: StreamOptions,
): Promise<DiscoveryRecord[]> {
  const { events } = await readStream(trackside, `/search/timeline/${id}/events`, options);
  return events.map(({ record }) => record);
}

export async function findDiscovery(trackside: Reachable, id: string): Promise<DiscoveryJob> {
  return dataOf(await get<DiscoveryJob>(trackside, `/jobs/${id}`));
}

/** The job when it has ended. */
export async function untilDiscoveryEnds(
  trackside: Reachable,
  id: string,
  patienceMs?: number,
): Promise<DiscoveryJob> {
  await until(async () => (await findDiscovery(trackside, id)).finished_at !== null, patienceMs);
  return findDiscovery(trackside, id);
}
