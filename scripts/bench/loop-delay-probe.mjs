// Loaded into the measured process: tells about its event loop, its memory, what it has open and the
// processor time that it took, the first and the last since it was asked before.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
let cpuBefore = process.cpuUsage();

process.on('message', (message) => {
  if (message !== 'measure') return;
  const { user, system } = process.cpuUsage(cpuBefore);
  globalThis.gc?.();
  const open = process.getActiveResourcesInfo();
  process.send({
    // The histogram holds the distance of two ticks, which is never below the resolution.
    delayP99Ms: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS),
    delayMaxMs: Math.max(0, delays.max / 1e6 - RESOLUTION_MS),
    rssBytes: process.memoryUsage.rss(),
    heapBytes: process.memoryUsage().heapUsed,
    cpuMs: (user + system) / 1000,
    sockets: open.filter((kind) => kind.startsWith('TCP')).length,
    timers: open.filter((kind) => kind === 'Timeout').length,
    listeners: countListeners(),
  });
  cpuBefore = process.cpuUsage();
  delays.reset();
});

/** Of the process, and of all channels that its parts tell each other by. */
function countListeners() {
  return process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
}
