import type {
  DiscoverRangeResult,
  DiscoveryRecord,
  FailureEnvelope,
  SuccessEnvelope,
} from '@trackside/contracts';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Response } from 'supertest';
import type { Reachable } from './trackside.js';

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: SuccessEnvelope<T> | FailureEnvelope;
}

export async function get<T>({ agent }: Reachable, path: string): Promise<Answer<T>> {
  return told(await agent.get(`/api/v1${path}`));
}

export async function post<T>(
  { agent }: Reachable,
  path: string,
  body: unknown,
): Promise<Answer<T>> {
  const type = 'application/json';
  return told(await agent.post(`/api/v1${path}`).type(type).send(JSON.stringify(body)));
}

export async function put<T>({ agent }: Reachable, path: string): Promise<Answer<T>> {
  return told(await agent.put(`/api/v1${path}`));
}

export async function remove<T>({ agent }: Reachable, path: string): Promise<Answer<T>> {
  return told(await agent.delete(`/api/v1${path}`));
}

/** Asks as a client that leaves when `signal` aborts; resolves with its end, whatever came. */
export async function postAndLeave(
  { url }: Reachable,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body), signal };
  await fetch(`${url}/api/v1${path}`, request).catch(() => null);
}

function told<T>({ status, headers, body }: Response): Answer<T> {
  return { status, headers: new Headers(headers as Record<string, string>), body };
}

/** The data of a success; throws what the failure says. */
export function dataOf<T>({ body }: Answer<T>): T {
  if (!body.success) throw new Error(`${body.error.code}: ${body.error.message}`);
  return body.data;
}

export async function discoverRange(
  trackside: Reachable,
  body: Record<string, unknown>,
): Promise<DiscoverRangeResult> {
  return dataOf(await post<DiscoverRangeResult>(trackside, '/practice-days/discover-range', body));
}

/** A record with its cursor, as a browser's EventSource would see it. */
export interface ReceivedEvent {
  event: string | undefined;
  id: string | undefined;
  record: DiscoveryRecord;
}

export interface StreamOptions {
  lastEventId?: string;
  signal?: AbortSignal;
  onEvent?: (event: ReceivedEvent) => void;
}

/** Reads the stream of a discovery to its end; gives its response and every event. */
export async function readEvents(
  trackside: Reachable,
  query: Record<string, string>,
  options: StreamOptions = {},
): Promise<{ response: globalThis.Response; events: ReceivedEvent[] }> {
  const path = `/practice-days/discover-range/stream?${new URLSearchParams(query)}`;
  return readStream(trackside, path, options);
}

/** Reads any stream of discovery records to its end; gives its response and every event. */
export async function readStream(
  trackside: Reachable,
  path: string,
  { lastEventId, signal, onEvent }: StreamOptions = {},
): Promise<{ response: globalThis.Response; events: ReceivedEvent[] }> {
  const headers: Record<string, string> = { accept: 'text/event-stream' };
  if (lastEventId) headers['last-event-id'] = lastEventId;
  const response = await fetch(`${trackside.url}/api/v1${path}`, { headers, signal });
  const events: ReceivedEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, id, data }: EventSourceMessage) => {
      const received = { event, id, record: JSON.parse(data) as DiscoveryRecord };
      events.push(received);
      onEvent?.(received);
    },
  });
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) parser.feed(text);
  return { response, events };
}

/** Reads an NDJSON discovery to its end. */
export async function readNdjson(
  trackside: Reachable,
  body: Record<string, unknown>,
): Promise<{ response: globalThis.Response; records: DiscoveryRecord[] }> {
  const response = await fetch(`${trackside.url}/api/v1/practice-days/discover-range`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, stream: true }),
  });
  const lines = (await response.text()).split('\n').filter(Boolean);
  return { response, records: lines.map((line) => JSON.parse(line) as DiscoveryRecord) };
}

export function ofType<Type extends DiscoveryRecord['type']>(
  records: DiscoveryRecord[],
  type: Type,
): Extract<DiscoveryRecord, { type: Type }>[] {
  return records.filter((record): record is Extract<DiscoveryRecord, { type: Type }> => {
    return record.type === type;
  });
}
