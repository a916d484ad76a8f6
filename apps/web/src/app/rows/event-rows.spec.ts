import type { RaceEvent } from '@trackside/contracts';
import { eventRows } from './event-rows';

const RANGE = { start: '2025-10-01', end: '2025-10-31' };

function event(id: string, change: Partial<RaceEvent> = {}): RaceEvent {
  return {
    id: `uuid-${id}`,
    source_event_id: id,
    name: `Event ${id}`,
    start_date: '2025-10-19',
    end_date: '2025-10-19',
    entries: 71,
    drivers: 60,
    url: 'https://redgum-park.liverc.com/results/?p=view_event&id=1',
    imported: false,
    ...change,
  };
}

function ids(sources: RaceEvent[][], undated = false): string[] {
  return eventRows(sources, RANGE, undated).map(({ sourceEventId }) => sourceEventId);
}

describe('the rows of events', () => {
  it('name an event once, however many answers name it', () => {
    expect(
      ids([
        [event('1'), event('2')],
        [event('2'), event('3')],
      ]),
    ).toEqual(['1', '2', '3']);
  });

  it('an answer from before an import does not take the import back', () => {
    const before = event('1');
    const after = event('1', { imported: true });
    expect(eventRows([[before], [after]], RANGE, false)[0]?.imported).toBe(true);
    expect(eventRows([[after], [before]], RANGE, false)[0]?.imported).toBe(true);
  });

  it('keep to the range, by any of their days', () => {
    const september = event('1', { start_date: '2025-09-28', end_date: '2025-09-30' });
    const overlap = event('2', { start_date: '2025-09-29', end_date: '2025-10-01' });
    const november = event('3', { start_date: '2025-11-01', end_date: null });
    expect(ids([[september, overlap, november]])).toEqual(['2']);
  });

  it('without a date belong to "All" only', () => {
    const undated = event('1', { start_date: null, end_date: null });
    expect(ids([[undated]])).toEqual([]);
    expect(ids([[undated]], true)).toEqual(['1']);
  });

  it('link to web addresses and to nothing else', () => {
    const urls = [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      'https://a.liverc.com/',
    ];
    const rows = eventRows([urls.map((url, index) => event(String(index), { url }))], RANGE, false);
    expect(rows.map(({ url }) => url)).toEqual([null, null, null, 'https://a.liverc.com/']);
  });
});
