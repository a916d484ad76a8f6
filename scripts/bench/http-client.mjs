// Requests over kept-alive connections, with as little of our own time in them as can be.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/**
 * Sends a request; gives the whole answer as text.
 *
 * @throws Error for any status but 200
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
        else reject(new Error(`${response.statusCode} from ${url}: ${text.slice(0, 300)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The same for JSON, in and out. */
export async function askJson(url, method = 'GET', value = undefined) {
  const body = value === undefined ? undefined : JSON.stringify(value);
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return JSON.parse(await ask(url, { method, body, headers }));
}

/**
 * Reads Server-Sent Events; calls `onEvent(type, data)` for each as it comes, until the end.
 *
 * @throws the error of the request, when the signal ends it
 */
export function readEvents(url, onEvent, signal = undefined) {
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'text/event-stream' };
    const outgoing = request(url, { agent, headers, signal });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode} from ${url}`));
      let rest = '';
      response.setEncoding('utf8');
      response.on('error', reject);
      response.on('end', resolve);
      response.on('data', (text) => {
        const parts = (rest + text).split('\n\n');
        rest = parts.pop();
        for (const part of parts) {
          const [, type] = /^event: (.*)$/m.exec(part) ?? [];
          if (type) onEvent(type, part.slice(part.indexOf('\ndata: ') + '\ndata: '.length));
        }
      });
    });
    outgoing.end();
  });
}
