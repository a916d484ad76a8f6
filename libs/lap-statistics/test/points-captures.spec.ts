import { capture, describeCaptures } from '../../liverc-scraper/test/captures.js';
import { parseQualifyingPoints } from '../../liverc-scraper/src/parsers/qualifying-points.js';
import { checkQualifyingPoints } from '../src/index.js';

describeCaptures('captured qualifying points', () => {
  it('all points, rounds that count, results and positions follow from the drives', () => {
    const page = parseQualifyingPoints(capture('qual-points'), 'https://captured.liverc.com/');
    const checks = page.classes.map(({ className, tieBreakerRule, rows }) =>
      checkQualifyingPoints({
        class_name: className,
        tie_breaker_rule: tieBreakerRule,
        rows: rows.map((row) => ({
          position: row.position,
          driver_name: row.driverName,
          result: row.result,
          rounds: row.rounds.map((round) => ({
            round: round.round,
            points: round.points,
            lap_count: round.lapCount,
            total_seconds: round.totalSeconds,
            status: round.status,
            counts: round.counts,
          })),
        })),
      }),
    );
    expect(checks.flatMap(({ mismatches }) => mismatches)).toEqual([]);
    const rows = page.classes.reduce((sum, one) => sum + one.rows.length, 0);
    expect(checks.reduce((sum, { figures }) => sum + figures, 0)).toBe(rows * 6);
  });
});
