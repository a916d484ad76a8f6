import { failed, monthRecord } from '../../test/records';
import { expect as expectMonths, fold, retry } from './progress';
import { progressWords, tally } from './progress-words';

const NOW = Date.parse('2025-11-16T10:00:30.000Z');
const MONTHS = ['2025-11', '2025-10', '2025-09'];

function tallyOf(...records: Parameters<typeof fold>[1][]): ReturnType<typeof tally> {
  const progress = records.reduce((all, record) => fold(all, record, 0), expectMonths(MONTHS));
  return tally(MONTHS, progress);
}

describe('progress in words', () => {
  it('counts months that have ended', () => {
    const two = tallyOf(monthRecord(11, []), failed(10));
    expect(progressWords('running', two, 2_149, NOW)).toBe('Checking LiveRC: 2 of 3 months, 2.1 s');
    expect(progressWords('interrupted', two, 0, NOW)).toBe(
      'Connection lost, 2 of 3 months are here. Going on…',
    );
    expect(progressWords('stopped', two, 2_149, NOW)).toBe('Stopped: 2 of 3 months checked, 2.1 s');
  });

  it('tells at the end whether all went well', () => {
    const well = tallyOf(monthRecord(11, []), monthRecord(10, []), monthRecord(9, []));
    const gaps = tallyOf(monthRecord(11, []), failed(10), monthRecord(9, []));
    expect(progressWords('done', well, 3_400, NOW)).toBe('LiveRC checked: 3 months, 3.4 s');
    expect(progressWords('done', gaps, 3_400, NOW)).toBe(
      'LiveRC checked, 2 of 3 months complete, 3.4 s',
    );
  });

  describe('at the end', () => {
    const stored = (month: number, at: string) =>
      monthRecord(month, [], { source: 'store', fetched_at: `2025-11-16T${at}:00.000Z` });
    const said = (...records: Parameters<typeof tallyOf>): string =>
      progressWords('done', tallyOf(...records), 900, NOW);

    it('is checked only what was just asked for', () => {
      expect(said(monthRecord(11, []), stored(10, '08:00'), stored(9, '08:00'))).toBe(
        'LiveRC checked: 1 of 3 months, the rest stored, 0.9 s',
      );
      expect(said(stored(11, '09:55'), stored(10, '08:00'), stored(9, '08:00'))).toBe(
        '3 months, the newest stored 5 min ago',
      );
    });

    it('says how long ago LiveRC was checked once it is a while', () => {
      const tally = tallyOf(monthRecord(11, []), monthRecord(10, []), monthRecord(9, []));
      expect(progressWords('done', tally, 900, NOW + 600_000)).toBe(
        'LiveRC checked 10 min ago: 3 months',
      );
    });

    it('says of stored months which of them have gaps', () => {
      const partial = monthRecord(9, [], { status: 'partial', source: 'store' });
      expect(said(stored(11, '09:00'), stored(10, '09:00'), partial)).toBe(
        '2 of 3 months complete, the newest stored 1 h ago',
      );
    });
  });

  it('is not at the end while a month is asked for once more', () => {
    const records = [monthRecord(11, []), failed(10), monthRecord(9, [])];
    const progress = records.reduce((all, record) => fold(all, record, 0), expectMonths(MONTHS));
    const retried = tally(MONTHS, retry(progress, '2025-10'));
    expect(progressWords('done', retried, 3_400, NOW)).toBe('Checking LiveRC: 2 of 3 months');
  });
});
