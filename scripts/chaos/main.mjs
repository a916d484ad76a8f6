// What the project promises about trouble, tried with real processes: LiveRC that fails, a database
// and a cache that go away, and kill -9. Prints one table; status 1 when a promise is not kept.
//
//   npm run chaos                          everything, in some half hour
//   npm run chaos -- kills --seed 7        one part, again as it was
//   npm run chaos -- faults --minutes 2    for so long
import { parseArgs } from 'node:util';
import { isEnding } from '../children.mjs';
import { describeRun, makeDataDir } from '../bench/run.mjs';
import { printTable } from '../bench/table.mjs';
import { endOnSignals } from '../lifetime.mjs';
import { say } from '../say.mjs';
import { measureDatabase } from './database.mjs';
import { measureDown } from './down.mjs';
import { measureExpiry } from './expiry.mjs';
import { measureFaults } from './faults.mjs';
import { measureKills } from './kills.mjs';
import { measureRedis } from './redis.mjs';

const PARTS = {
  faults: measureFaults,
  down: measureDown,
  kills: measureKills,
  expiry: measureExpiry,
  database: measureDatabase,
  redis: measureRedis,
};

const SEED = 20_261_126;

const OPTIONS = { seed: { type: 'string' }, minutes: { type: 'string' } };

async function run(words) {
  const { values, positionals } = parseArgs({
    args: words,
    options: OPTIONS,
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in PARTS));
  const seed = Number(values.seed ?? SEED);
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (unknown.length > 0 || !Number.isInteger(seed) || Number.isNaN(minutes)) {
    say(`npm run chaos -- [${Object.keys(PARTS).join('|')}] [--seed N] [--minutes M]`);
    return 1;
  }
  const rows = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
    say(`${name}: seed ${seed}`);
    const startedAt = performance.now();
    rows.push(...(await PARTS[name]({ seed, minutes, say, dataDir: makeDataDir() })));
    say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  }
  console.log(`${describeRun()}, seed ${seed}\n\n${printTable(rows)}`);
  return rows.some(({ met }) => met === false) ? 1 : 0;
}

endOnSignals();
const status = await run(process.argv.slice(2)).catch((error) => {
  if (!isEnding()) say(error.stack);
  return 1;
});
if (!isEnding()) process.exit(status);
