// A thousand people open the same cold year at once: when each of them sees the first days, whether
// all are told the same, and what it costs in memory.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { lastTwelveMonths } from './dates.mjs';
import { percentile } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const CLIENTS = 1_000;
const PAGE_MS = 300;
const FIRST_LISTING_MS = 2_000;
const MOST_RSS_MB = 400;
/** Who comes when a month is known already is given it at once. */
const FIRST_ROWS = /event: (listing|month)$/m;

export async function measureManyStreams({ site, api, takeTrack }) {
  await site.setLatency(PAGE_MS);
  const alone = await openStreams(api, takeTrack('club'), 1);
  const slug = takeTrack('club');
  await site.forgetRequests();
  const result = await openStreams(api, slug, CLIENTS);
  const peakMb = await peakMemoryMb(api.child);
  const { by_url: byUrl } = await site.requests();
  const mostAsked = Math.max(...Object.values(byUrl));
  const p95 = percentile(result.firstListings, 0.95);
  const told = new Set(result.digests).size;
  return [
    goal(
      `${CLIENTS} streams of 12 cold months at once: first days, p95`,
      `${p95.toFixed(0)} ms (alone ${alone.firstListings[0].toFixed(0)} ms)`,
      `≤ ${FIRST_LISTING_MS} ms`,
      p95 <= FIRST_LISTING_MS,
    ),
    fact('— the last of them is through after', `${(result.totalMs / 1000).toFixed(1)} s`),
    goal('— different months that they were told', String(told), '1', told === 1),
    goal('— most requests for a page', String(mostAsked), '1', mostAsked === 1),
    goal(
      '— memory (RSS) at the peak',
      `${peakMb.toFixed(0)} MB`,
      `≤ ${MOST_RSS_MB} MB`,
      peakMb <= MOST_RSS_MB,
    ),
  ];
}

async function openStreams(api, slug, clients) {
  const { startDate, endDate } = lastTwelveMonths();
  const query = `track_id=${api.trackIds.get(slug)}&start_date=${startDate}&end_date=${endDate}`;
  const url = new URL(`${api.base}/practice-days/discover-range/stream?${query}`);
  const startedAt = performance.now();
  const streams = await Promise.all(Array.from({ length: clients }, () => readStream(url)));
  const totalMs = performance.now() - startedAt;
  return {
    firstListings: streams.map(({ firstListingMs }) => firstListingMs),
    totalMs,
    // Only now: reckoning would hold up the reading of the others.
    digests: streams.map(({ chunks }) => digestOf(Buffer.concat(chunks).toString())),
  };
}

/** Looks for no more than it must: the reader runs beside what is measured. */
function readStream({ hostname, port, pathname, search }) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const socket = connect(Number(port), hostname);
    const chunks = [];
    let firstListingMs;
    socket.once('connect', () =>
      socket.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`,
      ),
    );
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (firstListingMs === undefined && FIRST_ROWS.test(chunk.toString('latin1'))) {
        firstListingMs = performance.now() - startedAt;
      }
    });
    socket.once('error', reject);
    socket.once('close', () => resolve({ firstListingMs, chunks }));
  });
}

/** Of the months and their days, in whichever order and from wherever they came. */
function digestOf(text) {
  if (!text.includes('event: done')) throw new Error(`a stream was cut: ${text.slice(0, 300)}`);
  const months = [...text.matchAll(/^data: (\{"type":"month",.*)$/gm)].map(([, data]) => {
    const { year, month, practice_days: days, status } = JSON.parse(data);
    return JSON.stringify([year, month, status, days]);
  });
  return createHash('sha256').update(months.sort().join('\n')).digest('hex');
}

/** The most that the process ever had; only Linux tells. */
async function peakMemoryMb({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)[1]) / 1024;
}
