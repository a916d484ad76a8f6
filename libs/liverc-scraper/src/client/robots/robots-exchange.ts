import type { IncomingMessage } from 'node:http';
import { codingOf } from '../content-coding.js';
import { discardBody } from '../body.js';
import type { HttpTransport } from '../http-transport.js';
import type { MeantOrigin } from '../page-address.js';

/** RFC 9309 wants so much to be read; what follows is left. */
export const MOST_ROBOTS_BYTES = 500 * 1024;
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What an origin says; null as text: it has none, and forbids nothing. */
export type RobotsAnswer = { text: string | null } | { unreachable: string };

/**
 * Asks for a robots.txt, following up to five redirects, also to other hosts. A status of 4xx says that
 * there is none, likewise too many redirects.
 *
 * @param meant the origin; one that configuration names as private may be so, others may not
 * @throws what the network throws, or `signal`'s reason
 */
export async function askForRobots(
  transport: HttpTransport,
  meant: MeantOrigin,
  signal: AbortSignal,
): Promise<RobotsAnswer> {
  let url = new URL('/robots.txt', originText(meant));
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const answer = await transport.send(url, originOf(url, meant), signal);
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return { text: await readBeginning(answer, signal) };
    await discardBody(answer, signal);
    const { location } = answer.headers;
    if (!REDIRECTS.has(status) || !location) return saidBy(status);
    if (!URL.canParse(location, url.href)) return { text: null };
    url = new URL(location, url);
    if (!/^https?:$/.test(url.protocol) || url.username || url.password) return { text: null };
  }
  return { text: null };
}

/** As a URL prints it, like `https://canberra.liverc.com`. */
export function originText({ protocol, hostname, port }: MeantOrigin): string {
  return `${protocol}//${hostname}${port === '' ? '' : `:${port}`}`;
}

function saidBy(status: number): RobotsAnswer {
  return status >= 400 && status < 500 ? { text: null } : { unreachable: `status ${status}` };
}

/** A redirect may lead anywhere public; to a private host only where that is the one we are at. */
function originOf(url: URL, meant: MeantOrigin): MeantOrigin {
  const { protocol, hostname, port } = url;
  const privateAllowed = meant.privateAllowed && hostname === meant.hostname;
  return { protocol, hostname, port, privateAllowed };
}

/** The text as far as it is read; a line that is cut there would mean something else. */
async function readBeginning(answer: IncomingMessage, signal: AbortSignal): Promise<string> {
  const coding = codingOf(answer.headers['content-encoding']);
  const decoder = coding?.stream?.();
  const source = decoder ? answer.pipe(decoder) : answer;
  answer.on('error', (error) => decoder?.destroy(error));
  const stop = () => answer.destroy(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  const parts: Buffer[] = [];
  let size = 0;
  try {
    // Leaving the loop closes the connection.
    for await (const part of source as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size > MOST_ROBOTS_BYTES) break;
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
    if (size > MOST_ROBOTS_BYTES) answer.destroy();
  }
  const text = Buffer.concat(parts).subarray(0, MOST_ROBOTS_BYTES).toString('utf8');
  // PostgreSQL stores no NUL.
  const whole = size > MOST_ROBOTS_BYTES ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
  return whole.replaceAll('\0', '');
}
