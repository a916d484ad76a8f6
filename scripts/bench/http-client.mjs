// Requests over kept-alive connections, with as little of our own time in them as can be.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/** An answer that says no. */
export class RefusedAnswer extends Error {
  constructor(url, { statusCode: status, headers }, text) {
    super(`${status} from ${url}: ${text.slice(0, 300)}`);
    Object.assign(this, { status, headers, text });
  }
}

/**
 * Sends a request; gives the whole answer as text.
 *
 * @throws RefusedAnswer for any status but a success
 */
export function ask(url, { body, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, ...options }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode < 300) resolve(text);
        else reject(new RefusedAnswer(url, response, text));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The same for JSON, in and out; the signal ends it early. */
export async function askJson(url, method = 'GET', value = undefined, signal = undefined) {
  const body = value === undefined ? undefined : JSON.stringify(value);
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return JSON.parse(await ask(url, { method, body, headers, signal }));
}

/**
 * Reads Server-Sent Events; calls `onEvent(type, data, id)` for each as it comes, until the end.
 *
 * @param lastEventId where an earlier stream was cut
 * @throws the error of the request, when the signal ends it; RefusedAnswer for any status but 200
 */
export function readEvents(url, onEvent, signal = undefined, lastEventId = undefined) {
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'text/event-stream' };
    if (lastEventId !== undefined) headers['Last-Event-ID'] = lastEventId;
    const outgoing = request(url, { agent, headers, signal });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let rest = '';
      const isStream = response.statusCode === 200;
      response.setEncoding('utf8');
      response.on('error', reject);
      response.on('end', () =>
        isStream ? resolve() : reject(new RefusedAnswer(url, response, rest)),
      );
      response.on('data', (text) => {
        const parts = (rest + text).split('\n\n');
        rest = parts.pop();
        for (const part of parts) tellEvent(part, onEvent);
      });
    });
    outgoing.end();
  });
}

function tellEvent(block, onEvent) {
  const [, type] = /^event: (.*)$/m.exec(block) ?? [];
  if (!type) return;
  const [, id] = /^id: (.*)$/m.exec(block) ?? [];
  onEvent(type, block.slice(block.indexOf('\ndata: ') + '\ndata: '.length), id);
}
