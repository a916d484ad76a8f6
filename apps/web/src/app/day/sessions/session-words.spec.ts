import type { ImportedPracticeSession } from '@trackside/contracts';
import { STATISTICS } from '../../laps/statistic';
import { sessionWords } from './session-words';

function unitOf(lapCount: number | null): string {
  const figures = { fastest_lap_seconds: null, consistency_percent: null };
  const session = { lap_count: lapCount, started_at: null, transponder: null, ...figures };
  return sessionWords(session as ImportedPracticeSession, 'Zoë', STATISTICS.counted).lapsUnit;
}

describe('what the list says of a session', () => {
  it('counts one lap as a lap, and others as laps', () => {
    expect([unitOf(1), unitOf(2), unitOf(0), unitOf(null)]).toEqual([
      'lap',
      'laps',
      'laps',
      'laps',
    ]);
  });
});
