// Measures what the project promises about time, as ratios within one run wherever that can be: the
// machine is somebody's own and has other things to do. Prints one table; status 1 when a goal is
// not met.
//
//   npm run bench                 everything, in some twenty minutes
//   npm run bench cold parsers    some parts; see PARTS
//   npm run bench migration 7000000    a number is that of the sessions to migrate
//   npm run bench -- --quick    a small form of them, for CI; see quick.mjs
//   npm run bench -- --quick --slowed pause    the same of a worse build, up to what catches it
//   npm run bench kills witnesses    long ones that run only when they are named; see ALONE
import { parseArgs } from 'node:util';
import { isEnding } from '../children.mjs';
import { endOnSignals } from '../lifetime.mjs';
import { say } from '../say.mjs';
import { measureAbortedStreams } from './aborted-streams.mjs';
import { Bench } from './bench.mjs';
import { measureColdDiscovery } from './cold-discovery.mjs';
import { measureCrowd } from './crowd.mjs';
import { measureDayPage } from './day-page.mjs';
import { measureEndurance } from './endurance.mjs';
import { measureEvents } from './events.mjs';
import { measureFairness } from './fairness.mjs';
import { measureImports } from './imports.mjs';
import { measureKills } from './kills.mjs';
import { measureManyStreams } from './many-streams.mjs';
import { measureMigration } from './migration.mjs';
import { measurePages } from './pages.mjs';
import { measureParsers } from './parser-speed.mjs';
import { measureReplay } from './replay.mjs';
import { measureRunningDay } from './running-day.mjs';
import { describeRun, makeDataDir } from './run.mjs';
import { measureSimulator } from './simulator-speed.mjs';
import { measureQuickly } from './quick.mjs';
import { measureSlowedBuilds, slowedOwn } from './slowed-builds.mjs';
import { printTable } from './table.mjs';
import { measureThroughput } from './throughput.mjs';
import { measureTrackSearch } from './track-search.mjs';
import { measureWarmAnswers } from './warm-answers.mjs';
import { measureWitnesses } from './witnesses.mjs';

const PARTS = {
  cold: measureColdDiscovery,
  crowd: measureCrowd,
  streams: measureManyStreams,
  aborts: measureAbortedStreams,
  fairness: measureFairness,
  warm: measureWarmAnswers,
  throughput: measureThroughput,
  imports: measureImports,
  events: measureEvents,
  replay: measureReplay,
  day: measureDayPage,
  page: measurePages,
  search: measureTrackSearch,
  endurance: measureEndurance,
  migration: measureMigration,
  parsers: measureParsers,
  simulator: measureSimulator,
};

const OPTIONS = { quick: { type: 'boolean' }, slowed: { type: 'string' } };

/** Parts that bring what they need, and take minutes each: they run only when they are named. */
const ALONE = {
  kills: measureKills,
  running: measureRunningDay,
  witnesses: measureWitnesses,
  slowed: measureSlowedBuilds,
};

async function measureAll(names, bench) {
  const rows = [];
  for (const name of names) {
    const startedAt = performance.now();
    rows.push(...(await (PARTS[name] ?? ALONE[name])(bench)));
    say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  }
  return rows;
}

async function run(words) {
  const { values, positionals } = parseArgs({
    args: words,
    options: OPTIONS,
    allowPositionals: true,
  });
  const names = positionals.filter((word) => !/^\d+$/.test(word));
  const sessions = positionals.filter((word) => /^\d+$/.test(word)).map(Number)[0];
  const known = values.quick ? [] : [...Object.keys(PARTS), ...Object.keys(ALONE)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    say(`No part "${unknown.join(', ')}". There are: ${known.join(', ') || 'none with --quick'}`);
    return 1;
  }
  const bench = new Bench(makeDataDir(), { sessions, own: slowedOwn(values.slowed) });
  try {
    if (names.length === 0 || names.some((name) => name in PARTS)) await bench.start();
    const rows = values.quick
      ? await measureQuickly(bench, { untilFailed: values.slowed !== undefined })
      : await measureAll(names.length > 0 ? names : Object.keys(PARTS), bench);
    console.log(`${describeRun()}\n\n${printTable(rows)}`);
    return rows.some(({ met }) => met === false) ? 1 : 0;
  } finally {
    await bench.stop();
  }
}

endOnSignals();
const status = await run(process.argv.slice(2)).catch((error) => {
  if (!isEnding()) say(error.stack);
  return 1;
});
if (!isEnding()) process.exit(status);
