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

  it('says in plain words that there is no network', () => {
    const [none, two] = [tallyOf(), tallyOf(monthRecord(11, []), failed(10))];
    expect(progressWords('interrupted', none, 0, NOW, true)).toBe(
      'No network: shown is what this device has. LiveRC is asked when it is back.',
    );
    expect(progressWords('interrupted', two, 0, NOW, true)).toBe(
      'No network: 2 of 3 months came before it went. LiveRC is asked when it is back.',
    );
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
        'LiveRC checked: 1 of 3 months, 0.9 s; the rest stored 2 h ago',
      );
    });

    it('is as old as the oldest of what is stored', () => {
      expect(said(stored(11, '09:55'), stored(10, '08:00'), stored(9, '08:00'))).toBe(
        '3 months, the oldest stored 2 h ago',
      );
      expect(said(stored(11, '08:20'), stored(10, '08:10'), stored(9, '08:00'))).toBe(
        '3 months, the oldest stored 2 h ago',
      );
      expect(said(stored(11, '08:00'), stored(10, '08:00'), stored(9, '08:00'))).toBe(
        '3 months, stored 2 h ago',
      );
      expect(said(monthRecord(11, []), stored(10, '09:00'), stored(9, '08:00'))).toBe(
        'LiveRC checked: 1 of 3 months, 0.9 s; of the rest the oldest stored 2 h ago',
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
        '2 of 3 months complete, the oldest stored 1 h ago',
      );
    });
  });

  it('is not at the end while a month is asked for once more', () => {
    const records = [monthRecord(11, []), failed(10), monthRecord(9, [])];
    const progress = records.reduce((all, record) => fold(all, record, 0), expectMonths(MONTHS));
    const retried = tally(MONTHS, retry(progress, '2025-10'));
    expect(progressWords('done', retried, 3_400, NOW)).toBe('Asking LiveRC again: October 2025');
    const both = tally(MONTHS, retry(retry(progress, '2025-10'), '2025-11'));
    expect(progressWords('done', both, 3_400, NOW)).toBe('Asking LiveRC again: 2 months');
  });
});
