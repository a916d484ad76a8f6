import type {
  DiscoverRangeResult,
  DiscoveryRecord,
  FailureEnvelope,
  SuccessEnvelope,
} from '@trackside/contracts';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Response as AgentResponse } from 'supertest';
import type { Reachable } from './trackside.js';

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: SuccessEnvelope<T> | FailureEnvelope;
}

export async function get<T>(trackside: Reachable, path: string): Promise<Answer<T>> {
  if (trackside.agent) return told(await trackside.agent.get(`/api/v1${path}`));
  return read(await fetch(`${trackside.url}/api/v1${path}`));
}

export async function post<T>(
  trackside: Reachable,
  path: string,
  body: unknown,
): Promise<Answer<T>> {
  const type = 'application/json';
  const text = JSON.stringify(body);
  if (trackside.agent) {
    return told(await trackside.agent.post(`/api/v1${path}`).type(type).send(text));
  }
  return read(
    await fetch(`${trackside.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: text,
    }),
  );
}

function told<T>({ status, headers, body }: AgentResponse): Answer<T> {
  return { status, headers: new Headers(headers as Record<string, string>), body };
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const body = (await response.json()) as Answer<T>['body'];
  return { status: response.status, headers: response.headers, body };
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

/** Reads an event stream to its end; gives its response and every event. */
export async function readEvents(
  trackside: Reachable,
  query: Record<string, string>,
  { lastEventId, signal, onEvent }: StreamOptions = {},
): Promise<{ response: Response; events: ReceivedEvent[] }> {
  const path = `/api/v1/practice-days/discover-range/stream?${new URLSearchParams(query)}`;
  const headers: Record<string, string> = { accept: 'text/event-stream' };
  if (lastEventId) headers['last-event-id'] = lastEventId;
  const response = await fetch(trackside.url + path, { headers, signal });
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
): Promise<{ response: Response; records: DiscoveryRecord[] }> {
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
