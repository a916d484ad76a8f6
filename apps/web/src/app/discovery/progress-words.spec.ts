import { failed, monthRecord } from '../../test/records';
import { expect as expectMonths, fold, retry } from './progress';
import { progressWords, tally } from './progress-words';

const MONTHS = ['2025-11', '2025-10', '2025-09'];

function tallyOf(...records: Parameters<typeof fold>[1][]): ReturnType<typeof tally> {
  const progress = records.reduce((all, record) => fold(all, record, 0), expectMonths(MONTHS));
  return tally(MONTHS, progress);
}

describe('progress in words', () => {
  it('counts months that have ended', () => {
    const two = tallyOf(monthRecord(11, []), failed(10));
    expect(progressWords('running', two, 2_149)).toBe('Checking LiveRC: 2 of 3 months, 2.1 s');
    expect(progressWords('interrupted', two, 0)).toBe(
      'Connection lost, 2 of 3 months are here. Going on…',
    );
    expect(progressWords('stopped', two, 2_149)).toBe('Stopped: 2 of 3 months checked, 2.1 s');
  });

  it('tells at the end whether all went well', () => {
    const well = tallyOf(monthRecord(11, []), monthRecord(10, []), monthRecord(9, []));
    const gaps = tallyOf(monthRecord(11, []), failed(10), monthRecord(9, []));
    expect(progressWords('done', well, 3_400)).toBe('LiveRC checked: 3 months, 3.4 s');
    expect(progressWords('done', gaps, 3_400)).toBe(
      'LiveRC checked, 2 of 3 months complete, 3.4 s',
    );
  });

  it('is not at the end while a month is asked for once more', () => {
    const records = [monthRecord(11, []), failed(10), monthRecord(9, [])];
    const progress = records.reduce((all, record) => fold(all, record, 0), expectMonths(MONTHS));
    const retried = tally(MONTHS, retry(progress, '2025-10'));
    expect(progressWords('done', retried, 3_400)).toBe('Checking LiveRC: 2 of 3 months');
  });
});
