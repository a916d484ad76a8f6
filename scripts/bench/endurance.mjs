// What a process holds on to: memory before and after many cold discoveries.
import { lastTwelveMonths } from './dates.mjs';
import { fact } from './table.mjs';

const DISCOVERIES = 50;
const MEGABYTE = 1024 * 1024;

export async function measureEndurance({ site, api, takeTrack }) {
  await site.setLatency(0);
  const before = await api.measure();
  for (let run = 0; run < DISCOVERIES; run++) {
    await api.stream(takeTrack('club'), lastTwelveMonths());
  }
  const after = await api.measure();
  const megabytes = (bytes) => Math.round(bytes / MEGABYTE);
  return [
    fact(
      `Memory (RSS) of the API after ${DISCOVERIES} cold discoveries more`,
      `${megabytes(after.rssBytes)} MB (before ${megabytes(before.rssBytes)} MB)`,
    ),
    fact(
      '— JavaScript heap in use, after a collection',
      `${megabytes(after.heapBytes)} MB (before ${megabytes(before.heapBytes)} MB)`,
    ),
    fact(
      '— event-loop delay, site without latency',
      `p99 ${after.delayP99Ms.toFixed(0)} ms, most ${after.delayMaxMs.toFixed(0)} ms`,
    ),
  ];
}
