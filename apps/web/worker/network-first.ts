import { type Whole, copyOf, isTracksides, keep } from './answers';

/** A network that is silent for so long hangs; what the device has is shown meanwhile. */
const PATIENCE_MS = 4_000;
/** Nobody waits longer for the first byte: then there is no network. */
const LONGEST_MS = 30_000;

/**
 * The server's answer; the device's copy where none comes, or only later, or not from Trackside. An
 * answer that comes late is kept all the same. Rejects where there is neither.
 */
export async function networkFirst(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const coming = wholeAnswer(event.request);
  event.waitUntil(coming.then((answer) => keep(url, answer, new Date())).catch(() => undefined));
  const here = await Promise.race([coming.catch(() => null), pause(PATIENCE_MS)]);
  if (here !== null && isTracksides(here)) return asResponse(here);
  return (await copyOf(url)) ?? asResponse(await coming);
}

async function wholeAnswer(request: Request): Promise<Whole> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), LONGEST_MS);
  const signal = AbortSignal.any([request.signal, giveUp.signal]);
  const response = await fetch(request, { signal }).finally(() => clearTimeout(timer));
  const { status, headers, redirected } = response;
  return { status, headers, redirected, body: await response.arrayBuffer() };
}

function asResponse({ status, headers, body }: Whole): Response {
  return new Response(status === 204 ? null : body, { status, headers });
}

function pause(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}
