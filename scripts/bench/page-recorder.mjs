// What runs in the page before anything of its own, and notes what the browser tells of it.

/**
 * The source of a script for a page that is ready once something matches `selector`, and drawn. The
 * page then has `tracksideSeen`: `told()`, `readyAt` (0 before), `lastNewsAt()`; milliseconds since the
 * address was entered.
 */
export function recorderFor(selector) {
  return `globalThis.tracksideSeen = (${RECORDER})(${JSON.stringify(selector)});`;
}

/** Text, because its names are the page's and not ours. */
const RECORDER = `(selector) => {
  const seen = { firstPaint: 0, largestPaint: 0, largest: '', readyAt: 0, tasks: [], shifts: [] };
  let newsAt = 0;
  const nameOf = (node) => {
    const element = node?.nodeType === 1 ? node : node?.parentElement;
    return element ? element.localName + (element.className ? '.' + element.className : '') : '';
  };
  const watch = (type, note) => {
    const take = (list) => list.getEntries().forEach((entry) => {
      newsAt = performance.now();
      note(entry);
    });
    new PerformanceObserver(take).observe({ type, buffered: true });
  };
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.firstPaint = startTime;
  });
  watch('largest-contentful-paint', ({ startTime, element }) => {
    seen.largestPaint = startTime;
    seen.largest = nameOf(element);
  });
  watch('longtask', ({ startTime, duration }) => seen.tasks.push({ at: startTime, ms: duration }));
  watch('layout-shift', ({ startTime, value, hadRecentInput, sources }) => {
    const what = sources.map(({ node }) => nameOf(node)).join(' ');
    if (!hadRecentInput) seen.shifts.push({ at: startTime, value, what });
  });
  watch('resource', () => undefined);
  const look = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    look.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      newsAt = seen.readyAt = performance.now();
      const came = performance.getEntriesByType('resource')
        .concat(performance.getEntriesByType('navigation'))
        .filter(({ responseEnd, transferSize }) => responseEnd > 0 && transferSize > 0);
      seen.bytes = came.reduce((sum, { transferSize }) => sum + transferSize, 0);
      seen.requests = came.length;
    }));
  });
  look.observe(document, { childList: true, subtree: true });
  return {
    told: () => JSON.stringify(seen),
    lastNewsAt: () => newsAt,
    get readyAt() { return seen.readyAt; },
  };
}`;
