import { LAYOUTS } from '../../test/layouts.js';
import { TRACK_NAME } from '../../test/printed-frame.js';
import { printDashboard } from '../../test/printed-lists.js';
import { printDay } from '../../test/printed-practice.js';
import { refusal } from '../../test/refusals.js';
import { parseDashboard } from './index.js';

const URL = 'https://hollowcreek.liverc.com/';

describe.each(LAYOUTS)('parseDashboard, %s', (_layout, layout) => {
  const parse = (html: string) => parseDashboard(layout(html), URL);

  it('gives figures and country, and null where there is none', () => {
    const lifetime: [string, string][] = [
      ['Laps', '6,753,663'],
      ['Practice Sessions', '115,168'],
      ['Races', ''],
    ];
    const mapAddress = '1 Creek Street,Hollow, +02604,nz';
    expect(parse(printDashboard({ lifetime, mapAddress }))).toEqual({
      trackName: TRACK_NAME,
      live: 'offline',
      recentPracticeSessions: 1591,
      recentResults: 120,
      lifetime: {
        laps: 6753663,
        practiceSessions: 115168,
        races: null,
        entries: null,
        events: null,
      },
      countryCode: 'NZ',
    });
  });

  it.each([
    ['Track is Offline', 'offline'],
    ['LIVE (Racing)', 'racing'],
    ['LIVE (Practice)', 'practice'],
    ['Watch Live Practice', 'practice'],
  ])('reads %j as %s', (live, expected) => {
    expect(parse(printDashboard({ live })).live).toBe(expected);
  });

  it('gives no country without a map, and none that is no country’s code', () => {
    expect(parse(printDashboard()).countryCode).toBeNull();
    expect(parse(printDashboard({ mapAddress: 'Creek Street, Hollow' })).countryCode).toBeNull();
  });

  it('refuses words about live that nobody knows', () => {
    expect(refusal(() => parse(printDashboard({ live: 'LIVE' })))).toMatch(/got "LIVE"/);
  });

  it('refuses a page without the panel of practice', () => {
    const html = printDashboard().replace('<a href="/practice/"><div', '<a href="/drill/"><div');
    expect(refusal(() => parse(html))).toMatch(/a dashboard panel/);
  });

  it('refuses another page', () => {
    expect(refusal(() => parse(printDay()))).toMatch(/expected a track dashboard/);
  });
});
