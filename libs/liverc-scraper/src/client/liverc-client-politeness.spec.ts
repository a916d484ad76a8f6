import { after, ClientRig, ok, status, timed } from '../../test/client-rig.js';
import { until } from '../../test/local-server.js';
import { LivercPageChangedError, LivercUnavailableError } from '../errors.js';

const rig = new ClientRig();

describe('politeness', () => {
  it('never has more than the maximum in flight', async () => {
    rig.script = [after(60)];
    await Promise.all(Array.from({ length: 24 }, (_, i) => rig.ask(i + 1)));
    expect(rig.server.peak()).toBe(4);
    expect(rig.server.connections()).toBe(4);
  });

  it('serves people before background', async () => {
    rig.script = [after(20)];
    rig.start({ maxConcurrency: 1 });
    const background = [1, 2, 3].map((id) => rig.ask(id, { lane: 'background' }));
    await until(() => rig.server.paths.length === 1);
    await Promise.all([rig.ask(4), ...background]);
    expect(rig.server.paths.map((path) => path.at(-1))).toEqual(['1', '4', '2', '3']);
  });

  it('counts a request’s time from sending, not from waiting for its turn', async () => {
    rig.script = [after(400)];
    rig.start({ maxConcurrency: 1 });
    await Promise.all(Array.from({ length: 5 }, (_, i) => rig.ask(i + 1, { timeoutMs: 1_500 })));
    expect(rig.events.every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  it('stays away as long as a site asks for, with all requests', async () => {
    rig.script = [status(429, { 'retry-after': '1' }), ok];
    const first = timed(rig.ask(1));
    await until(() => rig.events.length === 1);
    const { ms } = await timed(rig.ask(2));
    expect(ms).toBeGreaterThan(850);
    expect((await first).error).toBeNull();
  });

  it('fails at once while a site asks for a long pause, and says when it is asked again', async () => {
    rig.script = [status(503, { 'retry-after': '3600' }), ok];
    const results = [await timed(rig.ask(1)), await timed(rig.ask(2))];
    for (const { error, ms } of results) {
      expect(error).toBeInstanceOf(LivercUnavailableError);
      expect(error).toMatchObject({ retryAfterSeconds: 60 });
      expect(ms).toBeLessThan(5000);
    }
    expect(rig.server.paths).toHaveLength(1);
  });

  it('asks for a page that failed again after a pause, for others at once', async () => {
    rig.script = [status(404), status(404), ok];
    rig.start({ failedPagePauseMs: 3000 });
    await expect(rig.ask(1)).rejects.toBeInstanceOf(LivercPageChangedError);
    const [same, other] = await Promise.all([timed(rig.ask(1)), timed(rig.ask(2))]);
    expect(same.ms).toBeGreaterThan(2000);
    expect(other.ms).toBeLessThan(2000);
    expect((await timed(rig.ask(1))).ms).toBeLessThan(2000);
  });

  it('takes a page that can not be read for a failure, too', async () => {
    rig.start({ failedPagePauseMs: 1000 });
    const unreadable = new LivercPageChangedError('unreadable', 'url');
    const failing = rig.ask(1, {
      read: () => {
        throw unreadable;
      },
    });
    await expect(failing).rejects.toBe(unreadable);
    expect((await timed(rig.ask(1))).ms).toBeGreaterThan(900);
  });
});

describe('an outage', () => {
  /** Fails until ten requests in a row have, which closes the gate for 100 ms. */
  async function breakDown(): Promise<void> {
    rig.script = [status(503)];
    for (let id = 1; rig.client.health().requests < 10; id++)
      await rig.ask(id).catch(() => undefined);
    rig.events = [];
  }

  it('is met by one probe, whose failure fails all who wait', async () => {
    await breakDown();
    const results = await Promise.all([11, 12, 13].map((id) => timed(rig.ask(id))));
    for (const { error } of results) expect(error).toBeInstanceOf(LivercUnavailableError);
    expect(String(results[1]!.error)).toMatch(/this part of LiveRC is down \(status 503\)/);
    expect(rig.events).toHaveLength(1);
  });

  it('is over with the first probe that succeeds', async () => {
    await breakDown();
    rig.script = [ok];
    const results = await Promise.all([11, 12, 13].map((id) => timed(rig.ask(id))));
    expect(results.map(({ error }) => error)).toEqual([null, null, null]);
    expect(rig.client.health()).toMatchObject({ state: 'ok', inFlight: 0, waiting: 0 });
  });

  it('costs no request while nobody asks', async () => {
    await breakDown();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(rig.events).toEqual([]);
    expect(rig.client.health()).toMatchObject({
      state: 'ok',
      sites: [{ slug: 'abc', code: 'LIVERC_UNAVAILABLE', nextProbeAt: null }],
      inFlight: 0,
      waiting: 0,
    });
  });
});
