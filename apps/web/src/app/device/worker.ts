import { newBuildIsHere } from './new-build';

const WORKER = '/sw.js';
const OURS = /^trackside-/;
/** A page that stays open for days asks for a newer build when it is looked at, but not each time. */
const LOOK_AGAIN_MS = 3_600_000;
/** Routes that are only read; the browser doesn't tell with which method a page has asked. */
const READS =
  /\/api\/v1\/(?:[a-z-]+\/search|drivers|tracks|practice-sessions|(?:practice-days|tracks)\/[\w-]{36}(?:\/\w+)?)$/;
/** A first visit has better things to do than to be kept for the next one. */
const FIRST_VISIT_REST_MS = 3_000;
const LONGEST_UNREST_MS = 10_000;

/** Has the app and what is seen kept on the device. Does nothing where a browser refuses it. */
export async function keepOnDevice(): Promise<void> {
  const { serviceWorker } = navigator;
  const isFirst = serviceWorker.controller === null;
  let changes = 0;
  serviceWorker.addEventListener('controllerchange', () => {
    changes += 1;
    if (isFirst && changes === 1) {
      void keepWhatWasSeen();
    } else {
      newBuildIsHere.set(true);
    }
  });
  if (isFirst) {
    await new Promise((resolve) => setTimeout(resolve, FIRST_VISIT_REST_MS));
    await idle();
  }
  const registration = await serviceWorker
    .register(WORKER)
    .catch(() => serviceWorker.getRegistration());
  if (await isNotWanted()) {
    await leave(registration);
  } else if (registration) {
    lookAgain(registration);
  }
}

/** What the page has read before the worker was there passes by it once more, one after the other. */
async function keepWhatWasSeen(): Promise<void> {
  const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const reads = all
    .filter(({ responseStatus }) => responseStatus === 200)
    .map(({ name }) => new URL(name))
    .filter(({ pathname }) => READS.test(pathname));
  for (const read of reads) {
    // To begin a discovery once more is none of its business.
    read.searchParams.delete('mode');
    await fetch(read, { headers: { accept: 'application/json' } }).catch(() => null);
  }
}

/** The address may be another program's by now, or an older Trackside's, that has no worker. */
async function isNotWanted(): Promise<boolean> {
  const answer = await fetch(WORKER, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  const isScript = /javascript/.test(answer?.headers.get('content-type') ?? '');
  return answer !== null && (answer.status === 404 || (answer.ok && !isScript));
}

/** Also what a worker has kept while it was being sent away: the next page finds it. */
async function leave(registration?: ServiceWorkerRegistration): Promise<void> {
  const names = (await caches.keys()).filter((name) => OURS.test(name));
  await Promise.all([registration?.unregister(), ...names.map((name) => caches.delete(name))]);
  if (registration) location.reload();
}

function lookAgain(registration: ServiceWorkerRegistration): void {
  let lookedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - lookedAt > LOOK_AGAIN_MS) {
      lookedAt = Date.now();
      registration.update().catch(() => undefined);
    }
  });
}

/** The page is drawn and nobody does anything with it; where a browser can't tell, at once. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    const wait = (window as Partial<Window>).requestIdleCallback;
    if (wait) {
      wait(resolve, { timeout: LONGEST_UNREST_MS });
    } else {
      resolve(null);
    }
  });
}
