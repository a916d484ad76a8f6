import request, { type Test } from 'supertest';
import { loadedBy } from './support/loaded-by.js';
import { McpCaller } from './support/mcp.js';
import { type Browser, keyOf, newcomer, withKey } from './support/people.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const FOUND = {
  ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
  params: { name: 'find_track', arguments: {} },
};

/** A message as a client of the protocol sends it. */
function send(agent: Pick<Browser, 'post'>, message: string | object, path = '/mcp'): Test {
  return agent
    .post(path)
    .set('accept', 'application/json, text/event-stream')
    .set('content-type', 'application/json')
    .send(message) as Test;
}

describe('who may speak the Model Context Protocol', () => {
  const stage = trackside({
    environment: { AUTH_MODE: 'required', RATE_LIMIT_REQUESTS_PER_MINUTE: '30' },
    keepsData: true,
  });
  let ada: Browser;

  beforeAll(async () => {
    ada = await newcomer(stage, 'ada@club.example', 'admin');
  });
  afterAll(() => expect(stage.simulator.requests.counts().total).toBe(0));

  it('is who sends a key with the scope "read"', async () => {
    const key = await keyOf(ada, ['read']);
    const authorization = `Bearer ${key.secret}`;

    const mcp = await McpCaller.connect(stage, { authorization });

    expect((await mcp.call('find_track', { limit: 1 })).data).toMatchObject({ outcome: 'found' });
    await mcp.close();
  });

  it('is nobody without a key: 401, that says how to come in', async () => {
    for (const path of ['/mcp', '/mcp/', '/%6dcp', '/api/v1/mcp']) {
      const { status, headers, body } = await send(stage.agent, LIST, path);
      expect([path, status, body.error?.code]).toEqual([path, 401, 'UNAUTHORIZED']);
      expect(headers['www-authenticate']).toBe('Bearer');
      expect(headers['x-request-id']).toBeTruthy();
    }
    await stage.agent.get('/mcp').set('accept', 'text/event-stream').expect(401);
  });

  it('is no key without that scope: 403', async () => {
    const key = await keyOf(ada, ['discover', 'import', 'admin']);

    const { status, body } = await withKey(send(stage.agent, LIST), key);

    expect([status, body.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('is no page of another site with the user’s cookie, and the user’s own page is', async () => {
    const test = ada.get('/api/v1/me');
    await test;
    const { cookies } = test as unknown as { cookies: string };

    const foreign = send(request(stage.url), LIST).set('cookie', cookies);
    await foreign.set('origin', 'https://elsewhere.example').expect(403);
    await send(request(stage.url), LIST).set('cookie', cookies).expect(403);
    await send(ada, LIST).expect(200);
  });

  it('may send as many messages as requests, each by itself', async () => {
    const eve = await newcomer(stage, 'eve@club.example');
    const first = await send(eve, FOUND).expect(200);
    const second = await send(eve, FOUND).expect(200);
    const left = (headers: Record<string, string>) =>
      Number(/r=(\d+)/.exec(headers['ratelimit']!)![1]);

    expect(left(second.headers)).toBe(left(first.headers) - 1);
    await send(eve, [FOUND, FOUND]).expect(400);
    const answers = await Promise.all(Array.from({ length: 40 }, () => send(eve, FOUND)));
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.body.error.code).toBe('RATE_LIMITED');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('what is sent to /mcp', () => {
  const stage = trackside({ keepsData: true });

  it('is refused where another site has the browser send it, or by a name that is not ours', async () => {
    const foreign = send(stage.agent, LIST).set('origin', 'https://elsewhere.example');
    const image = send(stage.agent, LIST).set('sec-fetch-site', 'cross-site');

    expect((await foreign).body.error.code).toBe('FORBIDDEN');
    await image.expect(403);
    await send(stage.agent, LIST).set('host', 'elsewhere.example').expect(403);
  });

  it('is a POST; nothing is streamed, no session ends, and no page is there', async () => {
    for (const method of ['get', 'delete', 'put'] as const) {
      const { status, headers } = await stage.agent[method]('/mcp').set('accept', 'text/html');
      expect([method, status, headers['allow']]).toEqual([method, 405, 'POST']);
    }
  });

  it('is answered in JSON, without a session, and with 202 where no answer is wanted', async () => {
    const { headers, body } = await send(stage.agent, LIST).expect(200);
    const told = { jsonrpc: '2.0', method: 'notifications/initialized' };

    expect(headers['content-type']).toContain('application/json');
    expect(headers['mcp-session-id']).toBeUndefined();
    expect(body.result.tools).toHaveLength(10);
    expect((await send(stage.agent, told).expect(202)).text).toBe('');
  });

  it('is refused where it is no message', async () => {
    await send(stage.agent, '{').expect(400);
    await send(stage.agent, '').expect(400);
    await send(stage.agent, { hello: 1 }).expect(400);
    await send(stage.agent, JSON.stringify(LIST)).set('content-type', 'text/plain').expect(415);
    await send(stage.agent, LIST).set('accept', 'application/json').expect(406);
    await send(stage.agent, LIST).set('mcp-protocol-version', '1999-01-01').expect(400);
    await send(stage.agent, { ...LIST, filler: 'x'.repeat(2 ** 20) }).expect(413);
    const { body } = await send(stage.agent, { ...LIST, method: 'prompts/list' }).expect(200);
    expect(body.error.code).toBe(-32601);
  });

  it('is told what is wrong with it, by the codes of the API', async () => {
    const mcp = await McpCaller.connect(stage);
    const range = { start_date: '2025-08-01', end_date: '2025-10-31' };
    const track_id = trackId('tallowick');
    const unknown = '00000000-0000-5000-8000-000000000000';
    const wrong: [string, Record<string, unknown>, string, string?][] = [
      ['list_practice_days', { track_id: unknown, ...range }, 'TRACK_NOT_FOUND'],
      ['list_sessions', { event_id: unknown }, 'PRACTICE_DAY_NOT_FOUND'],
      ['list_sessions', { track_id }, 'VALIDATION_ERROR', 'event_id'],
      ['session_laps', { session_id: unknown }, 'NOT_FOUND', 'ids'],
      ['compare_sessions', { session_ids: [] }, 'VALIDATION_ERROR', 'session_ids'],
      ['find_track', { q: 'x', more: 1 }, 'VALIDATION_ERROR', 'arguments'],
      ['find_track', { q: 'a\0b' }, 'VALIDATION_ERROR', 'q'],
      ['find_track', { cursor: 'not ours' }, 'VALIDATION_ERROR', 'cursor'],
      ['driver_figures', { track_id, name: ' ' }, 'VALIDATION_ERROR', 'name'],
      [
        'list_practice_days',
        { track_id, start_date: '2025-02-30', end_date: '2025-03-01' },
        'VALIDATION_ERROR',
        'start_date',
      ],
      [
        'who_practised',
        { track_id, start_date: '2025-03-02', end_date: '2025-03-01' },
        'VALIDATION_ERROR',
        'start_date',
      ],
    ];
    for (const [name, asked, code, field] of wrong) {
      const { failed, error, text } = await mcp.call(name, asked);
      expect([name, failed, error?.code]).toEqual([name, true, code]);
      if (field) expect(error?.details?.map((detail) => detail.field)).toContain(field);
      expect(text).toBe(`${code}: ${error!.message}`);
    }
    await expect(mcp.call('drop_tables')).rejects.toThrow('there is no such tool');
    await mcp.close();
  });

  it('costs a process nothing before the first message', async () => {
    const idle = await loadedBy(stage, {}, (url) => request(url).get('/api/v1/tracks').expect(200));
    const used = await loadedBy(stage, {}, (url) => send(request(url) as never, LIST).expect(200));

    expect(idle.join(' ')).not.toMatch(/modelcontextprotocol|express|hono/);
    expect(used).toContain('@modelcontextprotocol/sdk');
    // The transport of the web's own types needs neither of the servers that the SDK brings along.
    expect(used.join(' ')).not.toMatch(/express|hono/);
  });
});
