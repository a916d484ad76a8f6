import type { Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  tid: number;
  pid: number;
  /** Time on the processor in microseconds: waiting for other programs does not count. */
  tdur?: number;
  args?: { name?: string };
}

/** The most processor time, in ms, that one task on the page's main thread took meanwhile. */
export async function longestTaskOf(page: Page, action: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) {
    throw new Error('the page belongs to no browser');
  }
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-lifecycles'] });
  await action();
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: TraceEvent[];
  };
  const main = trace.traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid}/${tid}`);
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid, tdur }) =>
      name.endsWith('RunTask') && tdur !== undefined && main.includes(`${pid}/${tid}`),
  );
  if (tasks.length === 0) {
    throw new Error('the trace holds no task of the page');
  }
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1_000));
}
