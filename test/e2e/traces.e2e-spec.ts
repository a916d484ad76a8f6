import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { loadedBy } from './support/loaded-by.js';
import { TracksideProcesses } from './support/processes.js';
import { discoverRange, readEvents } from './support/requests.js';
import { beginTimeline, untilDiscoveryEnds } from './support/timelines.js';
import { type ReceivedSpan, TraceReceiver } from './support/trace-receiver.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'tallowick';
const RANGE = { start_date: '2025-09-01', end_date: '2025-10-31' };
const CLIENT_TRACE = '0af7651916cd43dd8448eb211c80319c';
const STARTED = 'http.client.request.start';

describe('traces', () => {
  const environment: Record<string, string> = {};
  let receiver: TraceReceiver;

  beforeAll(async () => {
    receiver = new TraceReceiver();
    environment['OTEL_EXPORTER_OTLP_ENDPOINT'] = await receiver.start();
  });
  const stage = trackside({ environment });
  const { simulator } = stage;
  afterAll(() => receiver.stop());

  /** The server reads already when the body comes. */
  const askWithLateBody = async () => {
    const server = stage.app.getHttpServer();
    const url = `${stage.url}/api/v1/practice-days/discover-range`;
    const body = JSON.stringify({ track_id: trackId(SLUG), ...RANGE });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const asking = request(url, { method: 'POST', headers });
    asking.flushHeaders();
    const [incoming] = (await once(server, 'request')) as [IncomingMessage];
    await stage.until(() => incoming.listenerCount('data') > 0);
    asking.end(body);
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');
  };

  /** All that is told ends up at the receiver. */
  const received = async (): Promise<ReceivedSpan[]> => {
    await stage.close();
    return receiver.spans.splice(0);
  };
  const named = (spans: ReceivedSpan[], name: RegExp) =>
    spans.filter((span) => name.test(span.name));
  const told = ({ attributes }: ReceivedSpan, name: string) => {
    const value = attributes.find(({ key }) => key === name)?.value;
    return value && (value.stringValue ?? Number(value.intValue));
  };
  /** A request with all that belongs to it. */
  const traceOf = (spans: ReceivedSpan[], name: RegExp) => {
    const [root] = named(spans, name);
    return spans.filter(({ traceId }) => traceId === root!.traceId);
  };
  /** Whether each hangs on another one, up to the request. */
  const isOneTree = (spans: ReceivedSpan[]) => {
    const ids = new Set(spans.map(({ spanId }) => spanId));
    return spans.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? '')).length === 1;
  };

  it.each([
    ['JSON', 'POST', () => discoverRange(stage, { track_id: trackId(SLUG), ...RANGE })],
    ['JSON, whose body comes late', 'POST', () => askWithLateBody()],
    ['a stream', 'GET', () => readEvents(stage, { track_id: trackId(SLUG), ...RANGE })],
  ])(
    'hold a discovery as %s as one: request, months, pages, queries',
    async (_, method, discover) => {
      await stage.restart();
      simulator.requests.clear();
      await discover();
      const pages = simulator.requests.counts().total;
      const trace = traceOf(
        await received(),
        new RegExp(`^${method} /api/v1/practice-days/discover`),
      );

      expect(isOneTree(trace)).toBe(true);
      expect(named(trace, /^LiveRC (?:calendar|day)$/)).toHaveLength(pages);
      expect(named(trace, /^read a month$/).map((span) => told(span, 'practice.month'))).toEqual(
        expect.arrayContaining([202509, 202510]),
      );
      expect(named(trace, /^query$/).length).toBeGreaterThan(pages);
      const [root] = named(trace, /^(?:GET|POST) /);
      expect(told(root!, 'http.response.status_code')).toBe(200);
      const [page] = named(trace, /^LiveRC calendar$/);
      expect(told(page!, 'liverc.outcome')).toBe('ok');
      expect(told(page!, 'url.full')).toMatch(/p=calendar&d=2025-\d\d$/);
    },
  );

  it('go on from the trace of whoever asks, and tell LiveRC nothing of it', async () => {
    await stage.restart();
    const sent: ClientRequest[] = [];
    const note = (message: unknown) => sent.push((message as { request: ClientRequest }).request);
    subscribe(STARTED, note);
    try {
      await stage.agent
        .post('/api/v1/practice-days/discover-range')
        .set('traceparent', `00-${CLIENT_TRACE}-b7ad6b7169203331-01`)
        .send({ track_id: trackId(SLUG), ...RANGE });
    } finally {
      unsubscribe(STARTED, note);
    }
    const toLiverc = sent.filter(({ path }) => path.includes('p=calendar'));
    const trace = traceOf(await received(), /^POST /);

    expect(trace[0]!.traceId).toBe(CLIENT_TRACE);
    expect(toLiverc.length).toBeGreaterThan(0);
    expect(toLiverc.filter((asked) => asked.hasHeader('traceparent'))).toEqual([]);
  });

  it.each([
    ['broken', '00-xyz-01'],
    ['without a trace', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
    ['endless', `01-${CLIENT_TRACE}-b7ad6b7169203331-01-${'x'.repeat(20_000)}`],
  ])('begin anew where the one of whoever asks is %s', async (_, traceparent) => {
    await stage.restart();
    const { status } = await stage.agent.get('/api/v1/tracks').set('traceparent', traceparent);
    const [request] = named(await received(), /^GET /);

    expect(status).toBe(200);
    expect(request!.traceId).toMatch(/^(?!0{32})[\da-f]{32}$/);
    expect(request!.traceId).not.toBe(CLIENT_TRACE);
    expect(request!.parentSpanId ?? '').toBe('');
  });

  it.each([
    ['named by whoever asks, without a collector', () => ({}), CLIENT_TRACE],
    ['made here', () => environment, undefined],
  ])('are in the lines of the log: %s', async (_, env, given) => {
    const processes = new TracksideProcesses();
    const { databaseUrl, liverc } = stage;
    try {
      const { agent, log } = await processes.start({ databaseUrl, liverc, env: env() });
      const asked = agent.get('/api/v1/tracks').set('x-request-id', 'traced-1');
      await (given ? asked.set('traceparent', `00-${given}-b7ad6b7169203331-01`) : asked);
      const lines = () =>
        log()
          .split('\n')
          .filter((line) => line.includes('"traced-1"'))
          .map((line) => JSON.parse(line) as { trace_id?: string });
      await stage.until(() => lines().length > 0);

      for (const { trace_id: traceId } of lines()) {
        expect(traceId).toMatch(given ? new RegExp(`^${given}$`) : /^[\da-f]{32}$/);
      }
    } finally {
      processes.killAll();
    }
  });

  it('hold a job with its pages', async () => {
    await stage.restart();
    await untilDiscoveryEnds(stage, await beginTimeline(stage, SLUG, RANGE));
    const trace = traceOf(await received(), /^job /);

    expect(isOneTree(trace)).toBe(true);
    expect(named(trace, /^LiveRC /).length).toBeGreaterThan(0);
  });

  it('hurt nobody when the collector is gone', async () => {
    await stage.restart({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    const { complete } = await discoverRange(stage, { track_id: trackId(SLUG), ...RANGE });
    const askedAt = performance.now();
    await stage.close();

    expect(complete).toBe(true);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
  });

  it('that nobody wants load no package of OpenTelemetry but the one that metrics bring along', async () => {
    expect(await loadedBy(stage, {})).toEqual(['@opentelemetry/api']);
    expect(await loadedBy(stage, environment)).toContain('@opentelemetry/sdk-trace');
  });
});
