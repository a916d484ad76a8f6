import { isKeptRead, keptName, standsInFor } from './reads';

const API = 'http://localhost:3000/api/v1';
const JSON_ONLY = { accept: 'application/json' };

function read(path: string, headers: Record<string, string> = JSON_ONLY, method = 'GET'): boolean {
  return isKeptRead(new Request(API + path, { headers, method }));
}

describe('what the device keeps', () => {
  it('are the reads of the page', () => {
    expect(read('/practice-days/898f31c6')).toBe(true);
    expect(read('/drivers?track_id=a&name=b')).toBe(true);
  });

  it.each(['/status', '/status?last', '/jobs', '/jobs/7', '/tracks?q=tal'])('is not %s', (path) => {
    expect(read(path)).toBe(false);
  });

  it('is no stream, no part and no change', () => {
    expect(read('/jobs/7/events', { accept: 'text/event-stream' })).toBe(false);
    expect(read('/practice-days/x/export', { accept: '*/*' })).toBe(false);
    expect(read('/practice-days/x', { ...JSON_ONLY, range: 'bytes=0-9' })).toBe(false);
    expect(read('/practice-days/ingest', JSON_ONLY, 'POST')).toBe(false);
  });
});

it('keeps a search once, whether or not it begins a discovery', () => {
  const plain = `${API}/events/search?start_date=2025-10-01&track_id=a`;
  expect(keptName(`${API}/events/search?track_id=a&start_date=2025-10-01&mode=timeline`)).toBe(
    plain,
  );
  expect(keptName(`${API}/drivers?mode=timeline`)).toBe(`${API}/drivers?mode=timeline`);
});

describe('a search that was kept', () => {
  const search = (start: string, end: string, track = 'a'): string => {
    const range = `start_date=${start}&end_date=${end}`;
    return `${API}/events/search?track_id=${track}&${range}&include_practice_days=true`;
  };
  const kept = search('2025-05-16', '2025-11-16');
  const KEPT_AT = '2025-11-16T09:30:00.000Z';

  it('stands in for the same one of a later day', () => {
    expect(standsInFor(search('2025-05-18', '2025-11-18'), kept, KEPT_AT)).toBe(true);
  });

  it('stands in for a part of it', () => {
    expect(standsInFor(search('2025-10-01', '2025-10-31'), kept, KEPT_AT)).toBe(true);
  });

  it('stands in for none that reaches further back, nor for another track', () => {
    expect(standsInFor(search('2025-04-01', '2025-11-16'), kept, KEPT_AT)).toBe(false);
    expect(standsInFor(search('2025-05-18', '2025-11-18', 'b'), kept, KEPT_AT)).toBe(false);
  });

  it('stands in for none of later days if it ended before the day on which it was kept', () => {
    const past = search('2025-05-01', '2025-08-31');
    expect(standsInFor(search('2025-05-18', '2025-11-18'), past, KEPT_AT)).toBe(false);
  });
});
