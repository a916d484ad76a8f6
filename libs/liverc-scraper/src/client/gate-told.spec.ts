import { GateRig } from '../../test/gate-rig.js';

const rig = new GateRig(10);

describe('who is told of', () => {
  it('are the sites that are unwell: since when, why, and when they are asked again', async () => {
    await rig.run(5, 'ok', { site: 'well' });
    await rig.run(2, 'timeout', { site: 'hung' });
    const since = Date.now();
    await rig.run(1, 'timeout', { site: 'hung' });
    await rig.run(9, 'overloaded', { site: 'down' });
    await rig.wait(500);
    await rig.run(1, 'overloaded', { site: 'down' });
    expect([...rig.gate.unwell]).toEqual([
      ['hung', { since, code: 'LIVERC_TIMEOUT', nextProbeAt: null }],
      ['down', { since, code: 'LIVERC_UNAVAILABLE', nextProbeAt: Date.now() + 1000 }],
    ]);
  });

  it('is nobody once all are answered', async () => {
    await rig.run(5, 'timeout', { site: 'hung' });
    await rig.wait(1000);
    await rig.run(1, 'ok', { site: 'hung' });
    expect([...rig.gate.unwell]).toEqual([]);
  });

  it('is no site that nobody has asked for ten minutes, though it is still probed first', async () => {
    await rig.run(3, 'timeout', { site: 'hung' });
    await rig.run(3, 'refused', { site: 'closed' });
    await rig.run(10, 'network', { site: 'down' });
    await rig.wait(599_999);
    expect([...rig.gate.unwell.keys()]).toEqual(['hung', 'closed', 'down']);
    await rig.wait(1);
    expect([...rig.gate.unwell]).toEqual([]);
    expect(rig.gate.site('down').isDown).toBe(true);
  });

  it('is a site that somebody asks or waits for, however long ago it failed', async () => {
    await rig.run(10, 'network', { site: 'down' });
    await rig.wait(600_000);
    const probe = rig.enter({ site: 'down' });
    await rig.settle();
    expect([...rig.gate.unwell.keys()]).toEqual(['down']);
    probe.pass!.leave({ outcome: 'aborted' });
    await rig.settle();
    expect([...rig.gate.unwell.keys()]).toEqual([]);
  });

  it('is a site that must not be asked yet, however long ago it failed', async () => {
    const asked = rig.enter({ site: 'tired' });
    await rig.settle();
    asked.pass!.leave({ outcome: 'overloaded', pauseMs: 86_400_000 });
    for (const minutes of [1, 2, 4, 8, 16]) {
      await rig.wait(minutes * 60_000);
      await rig.run(1, 'overloaded', { site: 'tired' });
    }
    await rig.wait(20 * 60_000);
    const nextProbeAt = Date.now() + 12 * 60_000;
    expect([...rig.gate.unwell.values()]).toMatchObject([{ nextProbeAt }]);
  });

  it('is a site that may be asked at any time without a moment at which it is', async () => {
    await rig.run(10, 'network', { site: 'down' });
    await rig.wait(1000);
    expect([...rig.gate.unwell.values()]).toMatchObject([{ nextProbeAt: null }]);
  });

  it('is not LiveRC as a whole when nobody has asked it for ten minutes', async () => {
    for (const site of ['a', 'b', 'c']) await rig.run(1, 'overloaded', { site });
    const failedAt = Date.now();
    await rig.wait(599_999);
    expect(rig.gate.state).toMatchObject({ failing: true, since: failedAt });
    await rig.wait(1);
    expect(rig.gate.state).toMatchObject({ failing: false, since: Date.now() });
    rig.enter({ site: 'd' });
    expect(rig.gate.state).toMatchObject({ failing: true, since: failedAt });
  });
});
