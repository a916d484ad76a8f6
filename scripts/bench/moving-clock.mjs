// Loaded into a killed process: its clock is ahead by BENCH_CLOCK_AHEAD_MS, and by what it is told,
// so that a minute between two readings does not have to pass. Only what the product asks its own
// clock for moves; timers and the database keep their time.
import { pathToFileURL } from 'node:url';
import { inRoot } from '../project.mjs';

const CLOCK = pathToFileURL(inRoot('dist', 'server', 'libs', 'calendar', 'src', 'clock.js')).href;
const { Clock } = await import(CLOCK);

let aheadMs = Number(process.env['BENCH_CLOCK_AHEAD_MS'] ?? 0);
Clock.prototype.now = () => new Date(Date.now() + aheadMs);

process.on('message', (message) => {
  if (typeof message?.aheadMs !== 'number') return;
  aheadMs = message.aheadMs;
  process.send({ clockMoved: aheadMs });
});
