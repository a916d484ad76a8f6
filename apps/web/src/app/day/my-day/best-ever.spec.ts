import type { DriverClassAtTrack } from '@trackside/contracts';
import { session } from '../../../test/sessions';
import { bestEver, everWords } from './best-ever';

const DATE = '2025-10-25';
const RUN = session('last', { fastest_lap_seconds: 24.18, started_at: `${DATE}T16:05:00` });
const EARLIER = session('early', { fastest_lap_seconds: 23.704, started_at: `${DATE}T13:52:00` });

function of(seconds: number | null, more: Partial<DriverClassAtTrack> = {}) {
  return {
    class_name: 'Buggy',
    fastest_lap_seconds: seconds,
    fastest_lap_date: '2025-08-02',
    fastest_lap_session_id: 'other',
    ...more,
  } as DriverClassAtTrack;
}

function words(...classes: DriverClassAtTrack[]) {
  return everWords(RUN, bestEver([{ classes }], 'Buggy'), DATE, [RUN]);
}

describe('the best ever', () => {
  it('is the quickest of the class under any of a person’s names', () => {
    const truggy = of(12.1, { class_name: 'Truggy' });
    const answers = [{ classes: [truggy, of(24)] }, { classes: [of(23.9), of(null)] }];
    expect(bestEver(answers, 'Buggy')).toEqual({
      seconds: 23.9,
      date: '2025-08-02',
      sessionId: 'other',
    });
    expect(bestEver([{ classes: [truggy] }], 'Buggy')).toBeNull();
  });

  it('of another day is told with its date, and how far away it was', () => {
    expect(words(of(23.1))).toEqual({
      words: '1.080 s off the best on imported days, 23.100 on Sat 2 Aug 2025.',
      isBest: false,
    });
  });

  it('of the same day is told with its time', () => {
    const today = { fastest_lap_date: DATE, fastest_lap_session_id: 'early' };
    const said = '0.476 s off the best on imported days, 23.704 at 13:52 on this day.';
    // Also where the server was asked before that run was read.
    for (const told of [of(23.704, today), of(24.5)]) {
      const ever = bestEver([{ classes: [told] }], 'Buggy');
      expect(everWords(RUN, ever, DATE, [EARLIER, RUN])?.words).toBe(said);
    }
  });

  it('is said where the run has it, also when the server did not know it yet', () => {
    const best = { words: '24.180 is the best on imported days.', isBest: true };
    expect(words(of(24.18, { fastest_lap_session_id: 'last' }))).toEqual(best);
    expect(words(of(24.2))).toEqual(best);
    expect(words(of(24.18))?.words).toMatch(/^as quick as the best on imported days, 24.180 on/);
  });

  it('is not told where nothing is known to compare with', () => {
    expect(words()).toBeNull();
    expect(everWords({ ...RUN, fastest_lap_seconds: null }, null, DATE, [])).toBeNull();
  });
});
