import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { EventSource } from 'eventsource';

/** What a client hands to its program of a block of a stream. */
export interface HandedEvent {
  event: string;
  data: string;
  id: string;
}

/**
 * Reads a stream to its `done` as browsers do, with their own class.
 *
 * @param types events that the program listens for; those without a name are handed out, too
 */
export function readAsBrowser(url: string, types: string[]): Promise<HandedEvent[]> {
  return new Promise((resolve, reject) => {
    const events: HandedEvent[] = [];
    const source = new EventSource(url);
    const take = ({ type, data, lastEventId }: MessageEvent): void => {
      events.push({ event: type, data: String(data), id: lastEventId });
      if (type !== 'done') return;
      source.close();
      resolve(events);
    };
    for (const type of [...types, 'message']) source.addEventListener(type, take);
    source.addEventListener('error', () => {
      source.close();
      reject(new Error('the stream was cut'));
    });
  });
}

/**
 * Hands out blocks by the rules of httpx-sse 0.4.3 (github.com/florimondmanca/httpx-sse,
 * `_decoders.py`): a block is an event as soon as it has an event's name, data or a `retry`, or as an
 * id came with it or before. So an event without data is possible, and programs parse it as JSON.
 */
export function readAsHttpxSse(lines: string[]): HandedEvent[] {
  const events: HandedEvent[] = [];
  let [event, id, retry] = ['', '', ''];
  let data: string[] = [];
  for (const line of lines) {
    if (line === '') {
      if (event || data.length > 0 || id || retry) {
        events.push({ event: event || 'message', data: data.join('\n'), id });
      }
      [event, retry, data] = ['', '', []];
      continue;
    }
    if (line.startsWith(':')) continue;
    const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line)!;
    if (name === 'event') event = value!;
    else if (name === 'data') data.push(value!);
    else if (name === 'id' && !value!.includes('\0')) id = value!;
    else if (name === 'retry' && /^\d+$/.test(value!)) retry = value!;
  }
  return events;
}

const READ_LINES = `
import json, sys, httpx
with httpx.Client(timeout=60, trust_env=False) as client, client.stream("GET", sys.argv[1]) as answer:
    print(json.dumps([line.rstrip("\\r\\n") for line in answer.iter_lines()]))
`;

/** A Python that has httpx (Debian's python3-httpx); null where there is none. */
export const PYTHON_WITH_HTTPX =
  ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', 'import httpx']).status === 0,
  ) ?? null;

/** The lines of an answer as httpx hands them out: they end wherever Python says that a line does. */
export async function readLinesByHttpx(url: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(PYTHON_WITH_HTTPX!, ['-c', READ_LINES, url], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as string[];
}
