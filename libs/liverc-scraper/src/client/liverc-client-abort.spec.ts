import { ClientRig, hang, ok, status, timed } from '../../test/client-rig.js';
import { until } from '../../test/local-server.js';

const rig = new ClientRig();

describe('an abort', () => {
  const reason = new Error('left');

  it('before asking sends nothing', async () => {
    await expect(rig.ask(1, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(rig.server.connections()).toBe(0);
  });

  it.each<[string, () => unknown]>([
    ['in flight', () => (rig.script = [hang])],
    [
      'in line',
      () => {
        rig.script = [hang];
        rig.start({ maxConcurrency: 1 });
      },
    ],
    [
      'between attempts',
      () => {
        rig.script = [status(500)];
        rig.start({ backOffMs: 60_000, random: () => 1 });
      },
    ],
    ['while LiveRC wants a pause', () => (rig.script = [status(429, { 'retry-after': '20' })])],
    [
      'while the page’s own pause lasts',
      async () => {
        rig.script = [status(404)];
        rig.start({ failedPagePauseMs: 60_000 });
        await rig.ask(1).catch(() => undefined);
      },
    ],
  ])('%s rejects with its reason within a second and frees the place', async (_, prepare) => {
    await prepare();
    const controller = new AbortController();
    const asked = [1, 2, 3].map((id) => timed(rig.ask(id, { signal: controller.signal })));
    await new Promise((resolve) => setTimeout(resolve, 80));
    const abortedAt = Date.now();
    controller.abort(reason);
    const results = await Promise.all(asked);
    expect(Date.now() - abortedAt).toBeLessThan(950);
    expect(results[0]!.error).toBe(reason);
    expect(rig.client.health()).toMatchObject({ inFlight: 0, waiting: 0 });
  });

  it('in flight is no failure for anybody', async () => {
    rig.script = [hang];
    for (let i = 0; i < 12; i++) {
      const controller = new AbortController();
      const asked = rig.ask(1, { signal: controller.signal }).catch((error: unknown) => error);
      await until(() => rig.server.paths.length === i + 1);
      controller.abort(reason);
      expect(await asked).toBe(reason);
    }
    await until(() => rig.server.sockets.size === 0, 1000);
    expect(rig.client.health()).toMatchObject({ state: 'ok', since: null, limit: 4 });
    rig.script = [ok];
    expect((await timed(rig.ask(1))).ms).toBeLessThan(950);
    expect(rig.events.map(({ outcome }) => outcome)).toEqual([...Array(12).fill('aborted'), 'ok']);
  });

  it('of a thousand requests leaves nothing behind', async () => {
    rig.script = [hang];
    const controller = new AbortController();
    const asked = Array.from({ length: 1000 }, (_, i) => {
      return rig.ask(i + 1, { signal: controller.signal }).catch((error: unknown) => error);
    });
    await until(() => rig.server.paths.length === 4);
    controller.abort(reason);
    expect(new Set(await Promise.all(asked))).toEqual(new Set([reason]));
    await until(() => rig.server.sockets.size === 0, 1000);
    expect(rig.server.paths).toHaveLength(4);
    expect(rig.client.health()).toMatchObject({ inFlight: 0, waiting: 0 });
  });
});
