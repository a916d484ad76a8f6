import { capture, describeCaptures } from '../../liverc-scraper/test/captures.js';
import { parseSession } from '../../liverc-scraper/src/parsers/session.js';
import { checkPracticeSession, lapFigures, type PrintedSession } from '../src/index.js';

const times = (...seconds: number[]) =>
  seconds.map((lap_time_seconds, index) => ({
    lap_number: index + 1,
    lap_time_seconds,
    is_valid: lap_time_seconds < 60,
  }));

const LAPS = times(42.996, 47.016, 43.258, 49.466, 46.339);
const PRINTED: PrintedSession = {
  duration_seconds: 229,
  lap_count: 5,
  fastest_lap_seconds: 42.996,
  average_lap_seconds: 45.815,
  top_3_consecutive_seconds: 133.27,
  average_top_5_seconds: 45.815,
  average_top_10_seconds: null,
  average_top_15_seconds: null,
  standard_deviation_seconds: 2.43,
  consistency_percent: 94.695,
};

describe('checkPracticeSession', () => {
  it('counts the printed figures that follow from the laps', () => {
    expect(checkPracticeSession(PRINTED, LAPS)).toEqual({ figures: 8, mismatches: [] });
  });

  it.each<[keyof PrintedSession, number, number | null]>([
    ['duration_seconds', 230, 229],
    ['lap_count', 6, 5],
    ['fastest_lap_seconds', 43.996, 42.996],
    ['average_lap_seconds', 45.816, 45.815],
    ['top_3_consecutive_seconds', 133.28, 133.27],
    ['average_top_5_seconds', 45.915, 45.815],
    ['average_top_10_seconds', 45.815, null],
    ['standard_deviation_seconds', 2.431, 2.43],
    ['consistency_percent', 94.685, 94.695],
  ])('names %s printed as %s where the laps give %s', (figure, printed, computed) => {
    const check = checkPracticeSession({ ...PRINTED, [figure]: printed }, LAPS);
    expect(check.mismatches).toEqual([{ figure, printed, computed }]);
  });

  it('leaves invalid laps out of the figures, and out of the count of laps or in it', () => {
    const laps = [...LAPS, ...times(94.841)];
    const counted = { ...PRINTED, lap_count: 6, duration_seconds: 324 };
    expect(checkPracticeSession(counted, laps).mismatches).toEqual([]);
    expect(checkPracticeSession(PRINTED, laps).mismatches).toEqual([]);
    expect(checkPracticeSession({ ...PRINTED, lap_count: 4 }, laps).mismatches).toHaveLength(1);
  });

  it('gives no false alarm on a session of one lap, whatever its spread is printed as', () => {
    const laps = times(42.996);
    const { valid_lap_count: _, invalid_lap_count: __, ...figures } = lapFigures(laps);
    const one = { ...PRINTED, ...figures, lap_count: 1, duration_seconds: 43 };
    expect(checkPracticeSession(one, laps).mismatches).toEqual([]);
    expect(checkPracticeSession({ ...one, consistency_percent: 0 }, laps).mismatches).toEqual([]);
  });

  it('holds a session whose laps are not read against nothing', () => {
    expect(checkPracticeSession(PRINTED, [])).toEqual({ figures: 0, mismatches: [] });
  });
});

describeCaptures('the captured session', () => {
  it('prints figures that follow from its laps', () => {
    const page = parseSession(capture('practice-session'), 'https://captured.liverc.com/');
    const printed: PrintedSession = {
      duration_seconds: page.durationSeconds,
      lap_count: page.lapCount,
      fastest_lap_seconds: page.fastestLapSeconds,
      average_lap_seconds: page.averageLapSeconds,
      top_3_consecutive_seconds: page.top3ConsecutiveSeconds,
      average_top_5_seconds: page.averageTop5Seconds,
      average_top_10_seconds: page.averageTop10Seconds,
      average_top_15_seconds: page.averageTop15Seconds,
      standard_deviation_seconds: page.standardDeviationSeconds,
      consistency_percent: page.consistencyPercent,
    };
    const laps = page.laps.map((lap) => ({
      lap_number: lap.lapNumber,
      lap_time_seconds: lap.lapTimeSeconds,
      is_valid: lap.isValid,
    }));
    expect(checkPracticeSession(printed, laps)).toEqual({ figures: 8, mismatches: [] });
  });
});
