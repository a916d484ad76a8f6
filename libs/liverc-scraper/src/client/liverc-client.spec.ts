import { ClientRig, cut, hang, ok, status, timed } from '../../test/client-rig.js';
import { until } from '../../test/local-server.js';
import {
  LivercDisabledError,
  LivercPageChangedError,
  LivercTimeoutError,
  LivercUnavailableError,
} from '../errors.js';

const rig = new ClientRig();

describe('attempts', () => {
  it.each([
    ['503', status(503)],
    ['429', status(429)],
    ['a cut connection', cut],
  ])('are three at most on %s', async (_, fail) => {
    rig.script = [fail];
    await expect(rig.ask()).rejects.toBeInstanceOf(LivercUnavailableError);
    expect(rig.events.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(rig.server.connections()).toBeLessThanOrEqual(3);
  });

  it('end with the first success', async () => {
    rig.script = [status(500), cut, ok];
    expect(await rig.ask()).toBe('<title>a page</title>');
    expect(rig.events.map(({ outcome }) => outcome)).toEqual(['overloaded', 'network', 'ok']);
  });

  it.each<[number, new (...args: never[]) => Error, number]>([
    [404, LivercPageChangedError, 2],
    [403, LivercUnavailableError, 1],
    [302, LivercPageChangedError, 2],
  ])('on %s end with %p after %s', async (code, error, count) => {
    rig.script = [status(code)];
    await expect(rig.ask()).rejects.toBeInstanceOf(error);
    expect(rig.events).toHaveLength(count);
  });

  it('are one on a time-out', async () => {
    rig.script = [hang];
    const { error, ms } = await timed(rig.ask(1, { timeoutMs: 100 }));
    expect(error).toBeInstanceOf(LivercTimeoutError);
    expect(ms).toBeLessThan(5000);
    expect(rig.server.paths).toHaveLength(1);
  });

  it('are a retry apart that grows, with full jitter', async () => {
    rig.script = [status(500)];
    rig.start({ backOffMs: 300, random: () => 0.99 });
    expect((await timed(rig.ask(1))).ms).toBeGreaterThanOrEqual(880);
    rig.start({ backOffMs: 300, random: () => 0 });
    expect((await timed(rig.ask(2))).ms).toBeLessThan(700);
  });

  it('have a deadline in all, and then the last failure counts', async () => {
    rig.script = [status(500)];
    rig.start({ backOffMs: 10_000, random: () => 1, totalTimeoutMs: 150 });
    const { error, ms } = await timed(rig.ask());
    expect(error).toBeInstanceOf(LivercUnavailableError);
    expect(ms).toBeLessThan(5000);
  });

  it('have a deadline in all, which also ends one that is under way', async () => {
    rig.script = [hang];
    rig.start({ totalTimeoutMs: 100 });
    const { error, ms } = await timed(rig.ask(1, { timeoutMs: 5000 }));
    expect(error).toBeInstanceOf(LivercTimeoutError);
    expect(rig.events.map(({ outcome }) => outcome)).toEqual(['timeout']);
    expect(ms).toBeLessThan(4000);
  });

  it('hold no place while they pause', async () => {
    rig.script = [status(500), ok];
    rig.start({ maxConcurrency: 1, backOffMs: 1500, random: () => 1 });
    const failing = rig.ask(1);
    await until(() => rig.events.length === 1);
    const { ms } = await timed(rig.ask(2));
    expect(ms).toBeLessThan(1200);
    await failing;
  });

  it('are a fifth of the traffic at most, beyond ten', async () => {
    let turn = 0;
    rig.script = [(response) => (turn++ % 5 === 4 ? ok : status(503))(response)];
    rig.start({ maxConcurrency: 1, failedPagePauseMs: 1 });
    for (let id = 1; id <= 80; id++) await rig.ask(id).catch(() => undefined);
    const retries = rig.events.filter(({ attempt }) => attempt > 1).length;
    expect(retries).toBeGreaterThanOrEqual(14);
    expect(retries).toBeLessThanOrEqual(16);
  });
});

describe('the switch', () => {
  it('set off in configuration sends nothing', async () => {
    rig.start({ enabled: false });
    await expect(rig.ask()).rejects.toBeInstanceOf(LivercDisabledError);
    expect(rig.client.health()).toMatchObject({
      state: 'disabled',
      since: expect.any(Date),
      requests: 0,
    });
    expect(rig.server.connections()).toBe(0);
  });

  it('set off ends all that is under way; set on lets requests through again', async () => {
    rig.script = [hang];
    rig.start({ maxConcurrency: 1 });
    const asked = [1, 2].map((id) => timed(rig.ask(id)));
    await until(() => rig.server.paths.length === 1);
    rig.client.setEnabled(false);
    for (const { error } of await Promise.all(asked)) {
      expect(error).toBeInstanceOf(LivercDisabledError);
    }
    expect(rig.client.health()).toMatchObject({ state: 'disabled', since: expect.any(Date) });
    rig.client.setEnabled(true);
    rig.script = [ok];
    expect((await timed(rig.ask(3))).error).toBeNull();
  });
});

describe('reports', () => {
  it('tell of each attempt', async () => {
    await rig.ask(7, { lane: 'background' });
    expect(rig.events).toEqual([
      {
        page: 'session',
        slug: 'abc',
        url: `${rig.server.url}/abc/practice/?p=view_session&id=7`,
        status: 200,
        durationMs: expect.any(Number),
        bytes: 21,
        attempt: 1,
        outcome: 'ok',
        lane: 'background',
      },
    ]);
  });

  it('of health tell what is going on', async () => {
    expect(rig.client.health()).toEqual({
      state: 'ok',
      since: null,
      sites: [],
      inFlight: 0,
      waiting: 0,
      limit: 4,
      requests: 0,
    });
    rig.script = [hang];
    const controller = new AbortController();
    const asked = [1, 2, 3, 4, 5, 6].map((id) => timed(rig.ask(id, { signal: controller.signal })));
    await until(() => rig.server.paths.length === 4);
    expect(rig.client.health()).toMatchObject({ inFlight: 4, waiting: 2, requests: 4 });
    controller.abort();
    await Promise.all(asked);
  });

  it('refuse a contact that can not stand in a header', () => {
    expect(() => rig.start({ contact: 'a\r\nX: b' })).toThrow(/printable ASCII/);
  });
});
