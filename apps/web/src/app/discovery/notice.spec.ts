import { failed, monthRecord } from '../../test/records';
import { type Situation, noticeFor } from './notice';
import { type MonthProgress, NO_PROGRESS, fold } from './progress';

const NOW = Date.parse('2025-11-16T12:00:00Z');

function months(...records: Parameters<typeof fold>[1][]): MonthProgress[] {
  const progress = records.reduce((all, record) => fold(all, record, NOW), NO_PROGRESS);
  return [...progress.months.values()];
}

function situation(change: Partial<Situation>): Situation {
  return {
    refusal: null,
    months: [],
    selected: null,
    eventsProblem: null,
    lastPractice: null,
    noPractice: false,
    canAsk: true,
    hint: null,
    ...change,
  };
}

describe('the notice under the strip', () => {
  it('is silent while all is well', () => {
    expect(noticeFor(situation({ months: months(monthRecord(10, [])) }), NOW)).toBeNull();
  });

  it('gives a hint instead, where there is one', () => {
    expect(noticeFor(situation({ hint: 'Tap a month.' }), NOW)?.text).toBe('Tap a month.');
    expect(noticeFor(situation({ hint: 'Tap a month.', refusal: 'No.' }), NOW)?.tone).toBe('wrong');
  });

  it('names the one month that failed, why, and offers to retry it alone', () => {
    const notice = noticeFor(situation({ months: months(failed(5), monthRecord(10, [])) }), NOW);
    expect(notice?.text).toMatch(/^May 2025: LiveRC took too long to answer, since \d\d:\d\d$/);
    expect(notice?.action).toEqual({ kind: 'retry-months', label: 'Retry May', keys: ['2025-05'] });
  });

  it('counts several and offers to retry them all', () => {
    const notice = noticeFor(situation({ months: months(failed(5), failed(8)) }), NOW);
    expect(notice?.text).toBe('2 months have gaps: Aug, May. Pick one to see why.');
    expect(notice?.action).toMatchObject({ label: 'Retry all 2', keys: ['2025-08', '2025-05'] });
  });

  it('tells about the month that was tapped, trouble or not', () => {
    const all = months(failed(5), failed(8), monthRecord(10, []));
    const may = noticeFor(
      situation({ months: all, selected: { key: '2025-05', words: 'x' } }),
      NOW,
    );
    const october = noticeFor(
      situation({ months: all, selected: { key: '2025-10', words: 'October 2025: 3 days' } }),
      NOW,
    );
    expect(may?.action).toMatchObject({ label: 'Retry May' });
    expect(october).toMatchObject({ tone: 'quiet', text: 'October 2025: 3 days', action: null });
  });

  it('offers no retry where LiveRC is switched off', () => {
    expect(
      noticeFor(situation({ months: months(failed(5)), canAsk: false }), NOW)?.action,
    ).toBeNull();
  });

  it('puts a refused check before everything else', () => {
    const refusal = 'Too many streams are open.';
    expect(noticeFor(situation({ refusal, months: months(failed(5)) }), NOW)).toMatchObject({
      text: 'LiveRC could not be checked: Too many streams are open.',
      action: { kind: 'resume' },
    });
  });

  it('tells of events that could not be checked', () => {
    const eventsProblem = 'LiveRC is down.';
    expect(noticeFor(situation({ eventsProblem }), NOW)?.action?.kind).toBe('retry-events');
    expect(noticeFor(situation({ eventsProblem, months: months(failed(5)) }), NOW)?.text).toContain(
      'Events could not be checked either.',
    );
  });

  it('points to the last practice where these months had none', () => {
    const lastPractice = { key: '2025-05', words: 'on Sat 31 May 2025' };
    expect(noticeFor(situation({ noPractice: true, lastPractice }), NOW)).toEqual({
      tone: 'quiet',
      icon: 'calendar',
      text: 'No practice at this track in these months. Its last practice was on Sat 31 May 2025.',
      action: { kind: 'go-to-month', label: 'Go to May 2025', key: '2025-05' },
    });
  });
});
