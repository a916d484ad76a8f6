import type { DriverAtTrack } from '@trackside/contracts';
import { drive } from './support/driven-sessions.js';
import { dataOf, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const track_id = trackId('tallowick');
const UNKNOWN = 'Unknown Driver';

describe('a driver at a track', () => {
  const stage = trackside();

  const find = async (name: string, more = ''): Promise<DriverAtTrack> =>
    dataOf(
      await get<DriverAtTrack>(
        stage,
        `/drivers?track_id=${track_id}&name=${encodeURIComponent(name)}${more}`,
      ),
    );

  it('weighs a session of ten laps ten times one of a single lap', async () => {
    await drive(stage.databaseUrl, track_id, [
      { name: 'Vera Kovic', laps: 10, average: 30, fastest: 29 },
      { name: 'Vera Kovic', laps: 1, average: 41, fastest: 41 },
      { name: 'Vera Kovic', laps: 0, average: null, fastest: null },
    ]);

    const driver = await find('Vera Kovic');

    expect(driver).toMatchObject({
      session_count: 3,
      lap_count: 11,
      average_lap_seconds: 31,
      fastest_lap_seconds: 29,
      consistency_percent: null,
    });
  });

  it('has no figures without a lap', async () => {
    await drive(stage.databaseUrl, track_id, [
      { name: 'Lapless Lund', laps: 0, average: null, fastest: null },
    ]);

    expect(await find('Lapless Lund')).toMatchObject({
      lap_count: 0,
      average_lap_seconds: null,
      fastest_lap_seconds: null,
    });
  });

  const driveAsZoe = () =>
    drive(stage.databaseUrl, track_id, [
      { name: 'Zoë Ångström', transponder: '7770001' },
      { name: 'Zoë Ångström', transponder: '7770001' },
      { name: 'ZOË  ÅNGSTRÖM'.normalize('NFD'), transponder: '7770002' },
      { name: 'Zoë Ångström M', transponder: '7770003' },
    ]);

  it('is one person by name, however it is written and whatever the transponder', async () => {
    await driveAsZoe();

    for (const name of ['Zoë Ångström', 'zoë ångström', ' ZOË   ångström '.normalize('NFD')]) {
      const driver = await find(name);
      expect(driver).toMatchObject({ name: 'Zoë Ångström', session_count: 3 });
      expect(driver.transponders).toEqual([
        { transponder: '7770001', shared_with: [] },
        { transponder: '7770002', shared_with: [] },
      ]);
    }
  });

  it('stays the same person when a transponder is named', async () => {
    await driveAsZoe();

    expect((await find('Zoë Ångström', '&transponder=7770002')).session_count).toBe(3);
  });

  it('shows whom else a transponder was seen with, and merges nobody', async () => {
    await drive(stage.databaseUrl, track_id, [
      { name: 'Piet Lessing', transponder: '7771000' },
      { name: 'Mina Lessing', transponder: '7771000' },
      { name: 'MINA LESSING', transponder: '7771000' },
      { name: 'MINA LESSING', transponder: '7771000' },
      { name: 'Piet Lessing', transponder: '7771001' },
      { name: UNKNOWN, transponder: '7771001' },
    ]);

    const piet = await find('Piet Lessing');
    const mina = await find('Mina Lessing');

    expect(piet.session_count).toBe(2);
    expect(piet.transponders).toEqual([
      { transponder: '7771000', shared_with: ['MINA LESSING'] },
      { transponder: '7771001', shared_with: [UNKNOWN] },
    ]);
    expect(mina.transponders).toEqual([{ transponder: '7771000', shared_with: ['Piet Lessing'] }]);
  });

  it('tells unknown drivers apart by transponder, and takes them together without one', async () => {
    await drive(stage.databaseUrl, track_id, [
      { name: UNKNOWN, transponder: '7772001', laps: 4 },
      { name: UNKNOWN, transponder: '7772002', laps: 5 },
      { name: UNKNOWN, transponder: '7772002', laps: 6 },
      { name: UNKNOWN, transponder: '7771001' },
    ]);

    const one = await find(UNKNOWN, '&transponder=7772001');
    const two = await find('unknown  driver', '&transponder=7772002');
    const all = await find(UNKNOWN);

    expect([one.session_count, one.lap_count]).toEqual([1, 4]);
    expect([two.session_count, two.lap_count]).toEqual([2, 11]);
    expect(one.transponders).toEqual([{ transponder: '7772001', shared_with: [] }]);
    expect(all.session_count).toBeGreaterThan(3);
    expect(all.transponders.map(({ transponder }) => transponder)).toEqual(
      expect.arrayContaining(['7772001', '7772002']),
    );
  });

  it.each(['Nobody Known', '%', '_', "'; DROP TABLE practice_sessions; --", '\\', '*'])(
    'is not found by the name %j: 404 with what to do',
    async (name) => {
      const answer = await get(
        stage,
        `/drivers?track_id=${track_id}&name=${encodeURIComponent(name)}`,
      );

      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({
        error: { code: 'NOT_FOUND', message: expect.stringContaining('discover-range') },
      });
    },
  );

  it('is not found at another track', async () => {
    await drive(stage.databaseUrl, track_id, [{ name: 'Vera Kovic' }]);

    const answer = await get(stage, `/drivers?track_id=${trackId('marrowgate')}&name=Vera%20Kovic`);

    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it.each([
    ['of 201 characters', 'd'.repeat(201)],
    ['of 3,000 characters', 'e'.repeat(3_000)],
    ['of 10,000 characters that take nine each in an address', 'ř'.repeat(2) + '냉'.repeat(9_998)],
  ])('is found by a name %s, as one is shown', async (_, name) => {
    await drive(stage.databaseUrl, track_id, [{ name }]);

    const driver = await find(name);

    expect(driver.session_count).toBe(1);
    expect(driver.name === name).toBe(true);
  });

  it.each(['Next\u0085Line', ' Next \u2028 Line\u3000', 'next\u00a0line', 'Next\u202fLine\u0085'])(
    'is found whatever white space stands in the name asked for: %j',
    async (name) => {
      await stage.query("DELETE FROM practice_sessions WHERE driver_key = 'next line'");
      await drive(stage.databaseUrl, track_id, [{ name: 'Next Line', average: 30 }]);

      expect(await find(name)).toMatchObject({ name: 'Next Line', session_count: 1 });
    },
  );

  it('is found by a name as it was stored before the next line counted as a blank', async () => {
    await drive(stage.databaseUrl, track_id, [{ name: 'Old\u0085Style' }]);

    expect(await find('Old\u0085Style')).toMatchObject({ session_count: 1 });
  });

  it('is an unknown one however that is spaced', async () => {
    await drive(stage.databaseUrl, track_id, [{ name: UNKNOWN, transponder: '7779001' }]);

    const driver = await find('Unknown\u0085Driver', '&transponder=7779001');

    expect(driver).toMatchObject({ name: UNKNOWN, session_count: 1 });
  });
});
