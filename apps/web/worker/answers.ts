import { gathered, isOfSameDay, lapsAskedFor } from './laps';
import { keptName, standsInFor } from './reads';

const STORE = 'trackside-answers';
/** UTC instant at which the device got the answer. The page tells a copy by it. */
const KEPT_AT = 'x-kept-at';
const KEPT_BYTES = 'x-kept-bytes';

/** So much is kept, whichever comes first; beyond it the oldest leave. */
export const MOST = { answers: 200, bytes: 25_000_000 };
/** One answer that is larger would push out too many others. */
const LARGEST_BYTES = MOST.bytes / 5;
const END_OF_JSON = '}'.charCodeAt(0);

/** An answer that has come to its end. */
export interface Whole {
  readonly status: number;
  readonly headers: Headers;
  readonly redirected: boolean;
  readonly body: ArrayBuffer;
}

/** Whether Trackside itself has spoken: a network that wants a sign-in answers in its name, too. */
export function isTracksides({ headers }: Whole): boolean {
  return /^application\/(?:problem\+)?json\b/.test(headers.get('content-type') ?? '');
}

/** Keeps what the server calls a read of stored data (it has a tag), whole and without a failure. */
export async function keep(address: string, answer: Whole, now: Date): Promise<void> {
  const { status, headers, redirected, body } = answer;
  const isWhole = new Uint8Array(body).at(-1) === END_OF_JSON;
  const isKept = status === 200 && !redirected && isTracksides(answer) && headers.has('etag');
  if (!isKept || !isWhole || body.byteLength > LARGEST_BYTES) return;
  const store = await caches.open(STORE);
  const kept = new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      [KEPT_AT]: now.toISOString(),
      [KEPT_BYTES]: String(body.byteLength),
    },
  });
  try {
    await store.put(keptName(address), kept);
    await leaveOnly(store, MOST);
  } catch {
    // The device is full: what is older makes room for what comes next.
    await leaveOnly(store, { answers: MOST.answers / 2, bytes: MOST.bytes / 4 });
  }
}

/** The device's copy, or one that may stand in for it; undefined where there is none. */
export async function copyOf(address: string): Promise<Response | undefined> {
  const store = await caches.open(STORE);
  const exact = await store.match(keptName(address), { ignoreVary: true });
  if (exact) return exact;
  const laps = lapsAskedFor(address);
  if (laps) return gatheredFrom(store, address, laps);
  const like = (await inventory(store)).filter(({ name, at }) => standsInFor(address, name, at));
  return like[0] && store.match(like[0].name);
}

/** Laps that came in other company; as old as the oldest of their answers. */
async function gatheredFrom(
  store: Cache,
  address: string,
  ids: readonly string[],
): Promise<Response | undefined> {
  const kept = (await inventory(store)).filter(({ name }) => isOfSameDay(address, name));
  const answers = await Promise.all(
    kept.map(async ({ name }) => (await store.match(name))?.json()),
  );
  const found = gathered(ids, answers.filter(Boolean));
  const headers = { [KEPT_AT]: kept.at(-1)?.at ?? '' };
  return found ? Response.json({ success: true, ...found }, { headers }) : undefined;
}

/** Newest first. */
async function inventory(store: Cache): Promise<{ name: string; at: string; bytes: number }[]> {
  const names = (await store.keys()).map(({ url }) => url);
  const all = await Promise.all(
    names.map(async (name) => {
      const headers = (await store.match(name))?.headers;
      return { name, at: headers?.get(KEPT_AT) ?? '', bytes: Number(headers?.get(KEPT_BYTES)) };
    }),
  );
  return all.sort((a, b) => (a.at < b.at ? 1 : -1));
}

async function leaveOnly(store: Cache, most: typeof MOST): Promise<void> {
  let bytes = 0;
  for (const [place, kept] of (await inventory(store)).entries()) {
    bytes += kept.bytes;
    if (place >= most.answers || bytes > most.bytes) await store.delete(kept.name);
  }
}
