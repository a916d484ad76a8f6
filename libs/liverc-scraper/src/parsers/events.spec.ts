import { LAYOUTS } from '../../test/layouts.js';
import { TRACK_NAME } from '../../test/printed-frame.js';
import { printEventRow, printEvents } from '../../test/printed-lists.js';
import { printDay } from '../../test/printed-practice.js';
import { refusal } from '../../test/refusals.js';
import { parseEvents } from './index.js';

const URL = 'https://hollowcreek.liverc.com/events';

describe.each(LAYOUTS)('parseEvents, %s', (_layout, layout) => {
  const parse = (html: string) => parseEvents(layout(html), URL);
  const parseRow = (row: string) => parse(printEvents([row])).events[0];

  it('gives the events in the order of the page', () => {
    const other = printEventRow({
      id: '500000',
      name: '냉장고 레이스!!',
      entries: '0',
      drivers: '',
    });
    expect(parse(printEvents([printEventRow({ entries: '1,071' }), other]))).toEqual({
      trackName: TRACK_NAME,
      events: [
        {
          sourceEventId: '500001',
          name: 'Autumn Cup',
          startDate: '2031-05-17',
          endDate: '2031-05-17',
          entries: 1071,
          drivers: 60,
        },
        {
          sourceEventId: '500000',
          name: '냉장고 레이스!!',
          startDate: '2031-05-17',
          endDate: '2031-05-17',
          entries: 0,
          drivers: null,
        },
      ],
      unreadableRows: 0,
    });
  });

  it('reads a range over two months', () => {
    const visible = 'Oct 15, 2031 to <br>Dec 18, 2031';
    expect(parseRow(printEventRow({ hidden: '2031-10-15 08:30:00', visible }))).toMatchObject({
      startDate: '2031-10-15',
      endDate: '2031-12-18',
    });
  });

  it.each([
    ['0001-01-01', 'Jan 1, 0001'],
    ['0202-11-19', 'Nov 19, 0202'],
    ['0938-05-15', 'May 15, 0938'],
    ['2031-02-30', 'Feb 30, 2031'],
    ['0000-00-00', 'Nov 30, -0001'],
    ['9999-12-31', 'Dec 31, 9999'],
  ])('gives no date for %s', (date, visible) => {
    expect(parseRow(printEventRow({ hidden: `${date} 00:00:00`, visible }))).toMatchObject({
      startDate: null,
      endDate: null,
    });
  });

  it('keeps the date that can be when the other of a range cannot', () => {
    const visible = 'Jan 1, 0001 to <br>May 4, 2031';
    expect(parseRow(printEventRow({ hidden: '0001-01-01 00:00:00', visible }))).toMatchObject({
      startDate: null,
      endDate: '2031-05-04',
    });
  });

  it('gives no end that is before the start', () => {
    const visible = 'May 17, 2031 to <br>May 4, 2031';
    expect(parseRow(printEventRow({ visible }))).toMatchObject({
      startDate: '2031-05-17',
      endDate: null,
    });
  });

  it.each([
    ['no row', []],
    [
      'a row that says so',
      ['<tr><td colspan="4" class="dataTables_empty">No data available in table</td></tr>'],
    ],
  ])('knows a track without events by its table with %s', (_what, rows) => {
    expect(parse(printEvents(rows))).toEqual({
      trackName: TRACK_NAME,
      events: [],
      unreadableRows: 0,
    });
  });

  it('counts rows that cannot be read', () => {
    const bad = [
      printEventRow({ id: '1;drop' }),
      printEventRow({ name: '' }),
      '<tr><td>x</td></tr>',
      printEventRow(),
    ];
    expect(parse(printEvents([printEventRow(), ...bad]))).toMatchObject({ unreadableRows: 4 });
  });

  it('counts events that fell out of a table that ends before them', () => {
    const rows = ['11', '12', '13'].map((id) => printEventRow({ id }));
    const html = printEvents([rows[0] ?? '', '</tbody></table>', ...rows.slice(1)]);
    const page = parse(html);
    expect(page.events.map(({ sourceEventId }) => sourceEventId)).toEqual(['11']);
    expect(page.unreadableRows).toBe(2);
  });

  it('refuses an empty list beside which events are linked', () => {
    expect(refusal(() => parse(printEvents(['</tbody></table>', printEventRow()])))).toMatch(
      /got 1 that can't be read/,
    );
  });

  it('refuses a list of which no row can be read', () => {
    const html = printEvents(['<tr><td>x</td></tr>']);
    expect(refusal(() => parse(html))).toMatch(/got 1 that can't be read/);
  });

  it('refuses a page without the table', () => {
    const html = printEvents([printEventRow()]).replace('id="events"', 'id="list"');
    expect(refusal(() => parse(html))).toMatch(/a table of events/);
  });

  it('refuses columns that moved', () => {
    const html = printEvents([]).replaceAll('<th>Date</th>', '<th>Place</th>');
    expect(refusal(() => parse(html))).toMatch(/columns Event Name, Date/);
  });

  it('refuses the page of a day', () => {
    expect(refusal(() => parse(printDay()))).toMatch(
      /expected a list of events, got a page titled/,
    );
  });
});
