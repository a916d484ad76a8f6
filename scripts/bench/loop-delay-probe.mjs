// Loaded into the measured process: tells about its event loop and its memory when asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();

process.on('message', (message) => {
  if (message !== 'measure') return;
  globalThis.gc?.();
  process.send({
    // The histogram holds the distance of two ticks, which is never below the resolution.
    delayP99Ms: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS),
    delayMaxMs: Math.max(0, delays.max / 1e6 - RESOLUTION_MS),
    rssBytes: process.memoryUsage.rss(),
    heapBytes: process.memoryUsage().heapUsed,
    cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  });
  delays.reset();
});
