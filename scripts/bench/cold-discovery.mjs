// A range that nobody has asked for, against the ideal client on the same site, in turns: each run
// has a track of its own, whose pages take the same time for both.
import { last180Days, lastTwelveMonths } from './dates.mjs';
import { readIdeally } from './ideal-client.mjs';
import { median, spread } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const MOST_TIMES_IDEAL = 1.35;

/** About what LiveRC takes for a page. */
const SLOW_PAGE_MS = 300;

const CASES = [
  { kind: 'club', range: '12 months', medianMs: SLOW_PAGE_MS, runs: 5 },
  { kind: 'club', range: '180 days', medianMs: SLOW_PAGE_MS, runs: 5 },
  { kind: 'busy', range: '180 days', medianMs: SLOW_PAGE_MS, runs: 3 },
  { kind: 'club', range: '12 months', medianMs: 50, runs: 7 },
  { kind: 'busy', range: '12 months', medianMs: 50, runs: 3 },
];
const RANGES = { '12 months': lastTwelveMonths, '180 days': last180Days };

export async function measureColdDiscovery(bench) {
  const rows = [];
  const listings = [];
  for (const each of CASES) {
    await bench.api.measure();
    const runs = [];
    for (let run = 0; run < each.runs; run++) {
      runs.push(await measureRun(bench, each, run % 2 === 0));
    }
    rows.push(timeRow(each, runs), effortRow(runs, await bench.api.measure()));
    // Where pages come at once, a late record says more of the machine than of its sender.
    if (each.medianMs === SLOW_PAGE_MS) listings.push(...runs);
  }
  return [...rows, ...listingRows(listings)];
}

/** One track that nobody has asked for: by us, and by the ideal client. */
export async function measureRun(
  { site, api, takeTrack, say },
  { kind, range, medianMs },
  oursFirst,
) {
  const slug = takeTrack(kind);
  const dates = RANGES[range]();
  // Once without latency, so that the site has printed its pages and serves them to both from memory.
  await site.setLatency(0);
  await readIdeally(site.origin, slug, dates);
  await site.setLatency(medianMs);
  await site.forgetRequests();
  const readOurs = () => api.stream(slug, dates);
  const readTheirs = () => readIdeally(site.origin, slug, dates);
  let ours = oursFirst ? await readOurs() : undefined;
  const ideal = await readTheirs();
  ours ??= await readOurs();
  const { total, records } = await site.requests();
  const pages = total - ideal.pages;
  const sent = calendarsOf(records, slug);
  say(
    `${slug}, ${range}: ${pages} pages in ${ours.totalMs.toFixed(0)} ms,` +
      ` ideally ${ideal.pages} in ${ideal.totalMs.toFixed(0)} ms`,
  );
  return { ...ours, ...sent, pages, idealMs: ideal.totalMs, idealPages: ideal.pages };
}

/** When the first and the second calendar were answered, counted from when the first was asked. */
function calendarsOf(records, slug) {
  const ours = records.filter(({ page, slug: of, userAgent }) => {
    return page === 'calendar' && of === slug && userAgent.startsWith('Trackside/');
  });
  const [first] = ours;
  const answered = ours.map(({ endedMs }) => endedMs - first.startedMs).sort((a, b) => a - b);
  return { pageMs: answered[0], secondCalendarMs: answered[1] };
}

function timeRow({ kind, range, medianMs }, runs) {
  const ratios = runs.map(({ totalMs, idealMs }) => totalMs / idealMs);
  const seconds = (median(runs.map(({ totalMs }) => totalMs)) / 1000).toFixed(2);
  return goal(
    `Cold, ${kind} track, ${range}, ${medianMs} ms a page`,
    `${spread(ratios)}; ${seconds} s`,
    `≤ ${MOST_TIMES_IDEAL} × ideal client`,
    median(ratios) <= MOST_TIMES_IDEAL,
  );
}

function effortRow(runs, { cpuMs, delayP99Ms }) {
  const pages = median(runs.map((run) => run.pages));
  const idealPages = median(runs.map((run) => run.idealPages));
  const cpuMsAPage = cpuMs / runs.reduce((sum, run) => sum + run.pages, 0);
  return fact(
    '— pages (ideal client); processor time; event-loop delay p99',
    `${pages} (${idealPages}); ${cpuMsAPage.toFixed(1)} ms a page; ${delayP99Ms.toFixed(0)} ms`,
  );
}

function listingRows(runs) {
  const early = runs.filter((run) => run.firstListingMs < run.secondCalendarMs).length;
  const overheads = runs.map((run) => run.firstListingMs - run.pageMs);
  return [
    goal(
      'First listing before the second calendar is answered',
      `${early} of ${runs.length} runs`,
      'all',
      early === runs.length,
    ),
    fact('First listing, after its page is answered', `${spread(overheads, 0)} ms`),
  ];
}
