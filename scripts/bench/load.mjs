// As many answers as a server gives over a few connections. The client reads how long answers are and
// nothing else, so that what is measured is the server.
import { connect } from 'node:net';

const CONNECTIONS = 10;
const HEAD_END = Buffer.from('\r\n\r\n');
/** Whole in one piece of the network, as small as it is. */
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * Asks the same again and again over ten connections, each as soon as it is answered.
 *
 * @param url where; every answer must be 200
 * @param request `method`, `headers` and `body`
 * @returns answers a second, and the bytes of a body
 */
export async function answersPerSecond(url, request, durationMs) {
  const asked = requestText(new URL(url), request);
  const endsAt = performance.now() + durationMs;
  const startedAt = performance.now();
  const each = Array.from({ length: CONNECTIONS }, () => askAgain(new URL(url), asked, endsAt));
  const results = await Promise.all(each);
  const count = results.reduce((sum, { answers }) => sum + answers, 0);
  return {
    perSecond: (count / (performance.now() - startedAt)) * 1000,
    bodyBytes: results[0].bodyBytes,
  };
}

function requestText({ host, pathname, search }, { method = 'GET', headers = {}, body = '' }) {
  const fields = { host, ...headers };
  if (body)
    Object.assign(fields, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${pathname}${search} HTTP/1.1`, ...lines, '', body].join('\r\n');
}

/** One connection, until the time is over. */
function askAgain({ hostname, port }, asked, endsAt) {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answers = 0;
    let bodyBytes = 0;
    let answer = new Answer();
    const ask = () => {
      if (performance.now() < endsAt) socket.write(asked);
      else socket.end();
    };
    socket.on('data', (chunk) => {
      try {
        answer.take(chunk);
      } catch (error) {
        socket.destroy(error);
        return;
      }
      if (!answer.isWhole) return;
      answers += 1;
      bodyBytes = answer.bodyBytes;
      answer = new Answer();
      ask();
    });
    socket.once('connect', ask);
    socket.once('error', reject);
    socket.once('close', () => resolve({ answers, bodyBytes }));
  });
}

/** One answer, as far as it has come. */
class Answer {
  isWhole = false;
  /** Of a body in chunks with their lengths. */
  bodyBytes = 0;
  head = Buffer.alloc(0);
  hasHead = false;
  length = undefined;

  /** @throws Error when it is not 200 */
  take(chunk) {
    let body = chunk;
    if (!this.hasHead) {
      this.head = this.head.length > 0 ? Buffer.concat([this.head, chunk]) : chunk;
      const end = this.head.indexOf(HEAD_END);
      if (end === -1) return;
      this.readHead(this.head.toString('latin1', 0, end));
      body = this.head.subarray(end + HEAD_END.length);
    }
    this.bodyBytes += body.length;
    this.isWhole =
      this.length === undefined
        ? body.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
        : this.bodyBytes >= this.length;
  }

  readHead(head) {
    if (!head.startsWith('HTTP/1.1 200')) throw new Error(`answered with ${head.split('\r\n')[0]}`);
    const length = /^content-length: *(\d+)/im.exec(head);
    if (length) this.length = Number(length[1]);
    this.hasHead = true;
  }
}
