import { trackside } from './support/trackside-fixture.js';

interface Schema {
  $ref?: string;
  oneOf?: { $ref: string }[];
  allOf?: Schema[];
  type?: string;
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
}
type Content = Record<string, { schema: Schema }>;
interface Document {
  openapi: string;
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>;
  components: {
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, { type: string; scheme: string }>;
  };
}

describe('the description of the API', () => {
  const stage = trackside({ keepsData: true });
  let document: Document;

  beforeAll(async () => {
    const { body } = await stage.agent.get('/api/openapi.json');
    document = body as Document;
  });

  const contentOf = (method: string, path: string, status: string): Content =>
    document.paths[`/api/v1${path}`]![method]!.responses[status]!.content!;
  /** Fields of the records that a stream has, by type. */
  const recordsIn = ({ schema }: { schema: Schema }): Record<string, string[]> =>
    Object.fromEntries(
      schema.oneOf!.map(({ $ref }) => {
        const record = document.components.schemas[$ref.split('/').at(-1)!]!;
        return [record.properties!['type']!.enum![0], Object.keys(record.properties!).sort()];
      }),
    );

  const DISCOVERY = {
    started: ['months', 'months_requested', 'truncated', 'type'],
    listing: expect.arrayContaining(['practice_days', 'type']),
    month: expect.arrayContaining(['fetched_at', 'practice_days', 'source', 'status', 'type']),
    month_failed: expect.arrayContaining(['code', 'message', 'retry_after_seconds', 'type']),
    heartbeat: ['type'],
    done: ['complete', 'elapsed_ms', 'months', 'total', 'type'],
  };

  it('says where the API is, and who may call', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([expect.objectContaining({ url: '/' })]);
    expect(document.security).toEqual([{}, { api_key: [] }]);
    expect(document.components.securitySchemes['api_key']).toMatchObject({
      type: 'http',
      scheme: 'bearer',
    });
  });

  it('has a schema for each record of a discovery, in both its forms', () => {
    const events = contentOf('get', '/practice-days/discover-range/stream', '200');
    const lines = contentOf('post', '/practice-days/discover-range', '200');

    expect(recordsIn(events['text/event-stream']!)).toEqual(DISCOVERY);
    expect(recordsIn(lines['application/x-ndjson']!)).toEqual(DISCOVERY);
    expect(Object.keys(lines)).toEqual(['application/json', 'application/x-ndjson']);
  });

  it('has a schema for each record of a job', () => {
    const events = contentOf('get', '/jobs/{id}/events', '200');

    expect(recordsIn(events['text/event-stream']!)).toEqual({
      progress: expect.arrayContaining(['days', 'state', 'type']),
      changed: expect.arrayContaining(['changed_days', 'state', 'type']),
      heartbeat: ['type'],
      done: expect.arrayContaining(['days', 'state', 'type']),
    });
  });

  it('has a schema for each record of a running day', () => {
    const events = contentOf('get', '/practice-days/live/stream', '200');

    expect(recordsIn(events['text/event-stream']!)).toEqual({
      started: ['date', 'event_id', 'fetched_at', 'next_check_seconds', 'type'],
      day: expect.arrayContaining(['date', 'event_id', 'fetched_at', 'session_count', 'type']),
      session: ['is_new', 'session', 'type'],
      checked: ['fetched_at', 'next_check_seconds', 'type'],
      unavailable: ['code', 'message', 'next_check_seconds', 'type'],
      heartbeat: ['type'],
      done: ['reason', 'type'],
    });
  });

  it('tells every failure as JSON, never in the form of the answer', () => {
    const failures = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => [
        `${method} ${path}`,
        Object.keys(responses['default']?.content ?? {}),
      ]),
    );

    expect(failures.length).toBeGreaterThan(20);
    for (const failure of failures) {
      expect(failure).toEqual([failure[0], ['application/json', 'application/problem+json']]);
    }
  });
});
