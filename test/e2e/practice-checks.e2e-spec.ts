import type { Page, PracticeSessionWithLaps } from '@trackside/contracts';
import { importDay, newestDays } from './support/imports.js';
import { dataOf, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';

const SLUG = 'tallowick';

describe('the printed figures of an imported practice day', () => {
  const stage = trackside();

  it('are held against the laps, and the one that they contradict is named as it is printed', async () => {
    const dayId = await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 1)[0]!);
    const sessions = async () => {
      const path = `/practice-days/${dayId}/sessions`;
      return dataOf(await get<Page<PracticeSessionWithLaps>>(stage, path)).items;
    };
    const before = await sessions();
    const { id, driver_name, average_top_5_seconds } = before.find(
      (one) => one.average_top_5_seconds !== null,
    )!;
    const misprint = average_top_5_seconds! + 0.01;
    await stage.query(
      `UPDATE practice_sessions SET average_top_5_seconds = ${misprint} WHERE id = '${id}'`,
    );

    const after = await sessions();

    expect(before.flatMap(({ checks }) => checks.mismatches)).toEqual([]);
    expect(Math.max(...before.map(({ checks }) => checks.figures))).toBe(10);
    expect(after.flatMap(({ checks }) => checks.mismatches)).toEqual([
      {
        ...{ driver_name, figure: 'average_top_5_seconds' },
        ...{ printed: misprint, computed: average_top_5_seconds },
      },
    ]);
  });

  it('wait for the laps', async () => {
    const dayId = await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 1)[0]!);
    await stage.query('UPDATE practice_sessions SET laps_outdated = true');

    const path = `/practice-days/${dayId}/sessions`;
    const { items } = dataOf(await get<Page<PracticeSessionWithLaps>>(stage, path));

    expect(new Set(items.map(({ laps_state }) => laps_state))).toEqual(new Set(['pending']));
    expect(items.flatMap(({ checks }) => checks)).toEqual(
      items.map(() => ({ figures: 0, mismatches: [] })),
    );
  });
});
