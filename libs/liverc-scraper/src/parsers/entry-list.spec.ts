import { LAYOUTS } from '../../test/layouts.js';
import { printEventPage } from '../../test/printed-event.js';
import { EVENT_NAME } from '../../test/printed-event-frame.js';
import { TRACK_NAME } from '../../test/printed-frame.js';
import { entryClass, printEntryList, printPoints } from '../../test/printed-ranking.js';
import { refusal } from '../../test/refusals.js';
import { parseEntryList } from './entry-list.js';

const URL = 'https://hollowcreek.liverc.com/results/?p=view_entry_list&id=500001';
const read = (list: Parameters<typeof printEntryList>[0] = {}) =>
  parseEntryList(printEntryList(list), URL);

describe.each(LAYOUTS)('an entry list %s', (_layout, arrange) => {
  it('gives classes and entries in the order of the page', () => {
    const classes = [
      entryClass(),
      entryClass({
        className: 'Pro <Truck> & Buggy',
        entryCount: null,
        entries: [{ carNumber: null, driverName: "CY O'DELL", transponder: null }],
      }),
    ];
    expect(parseEntryList(arrange(printEntryList({ classes })), URL)).toEqual({
      trackName: TRACK_NAME,
      eventName: EVENT_NAME,
      classes,
      unreadableRows: 0,
    });
  });
});

describe('an entry list', () => {
  it('keeps entries of one person, and of two with one transponder', () => {
    const [first] = entryClass().entries;
    const entries = first ? [first, first, { ...first, driverName: 'CY ODELL' }] : [];
    const classes = [entryClass({ entryCount: 3, entries })];
    expect(read({ classes }).classes).toEqual(classes);
  });

  it('has classes that nobody has entered', () => {
    const classes = [entryClass(), entryClass({ className: 'Truck', entryCount: 0, entries: [] })];
    expect(read({ classes })).toMatchObject({ classes, unreadableRows: 0 });
  });

  it('is empty when it says so, or has no class where they would be', () => {
    const words = read({ panelBody: 'There are no entries available.' });
    expect(words).toMatchObject({ classes: [], unreadableRows: 0 });
    expect(read({ classes: [] })).toMatchObject({ classes: [], unreadableRows: 0 });
    const stats = '<table><tr><th>Registrations</th><td>Entries: 0</td></tr></table></body>';
    const beside = printEntryList({ classes: [] }).replace('</body>', stats);
    expect(parseEntryList(beside, URL).classes).toEqual([]);
    const fallen = printEntryList({ classes: [] }).replace(
      'tab-content">',
      '$&<tr><td>1</td></tr>',
    );
    expect(refusal(() => parseEntryList(fallen, URL))).toMatch(/got 0/);
  });

  it('counts what its own count says is missing', () => {
    expect(read({ classes: [entryClass({ entryCount: 5 })] }).unreadableRows).toBe(3);
  });

  it('counts rows without a name, and keeps no transponder that is none', () => {
    const strange = { carNumber: 3, driverName: 'CY ODELL', transponder: '5'.repeat(41) };
    const nameless = { carNumber: 4, driverName: ' ', transponder: '5550004' };
    const page = read({ classes: [entryClass({ entryCount: 2, entries: [strange, nameless] })] });
    expect(page.classes[0]?.entries).toEqual([{ ...strange, transponder: null }]);
    expect(page.unreadableRows).toBe(1);
  });

  it.each<[string, string, RegExp]>([
    ['an event', printEventPage(), /expected an entry list/],
    ['qualifying points', printPoints(), /expected an entry list/],
    ['another part', printEntryList({ part: 'Entries' }), /expected an entry list/],
    ['no table and no word', printEntryList({ panelBody: '' }), /for each of 0 classes, got 0/],
    [
      'a tab without table',
      printEntryList({ classes: [entryClass(), entryClass()] }).replace('id="class_table_2"', ''),
      /for each of 2 classes, got 1/,
    ],
    ['a table that was cut', printEntryList().replace('</table>', ''), /a whole table of entries/],
    ['a column less', printEntryList().replaceAll('<th>#</th>', ''), /with columns #, Driver/],
    [
      'no row that can be read',
      printEntryList().replaceAll(/<td>\d<\/td>/g, ''),
      /rows of entries, got 2 that can't be read/,
    ],
  ])('is refused: %s', (_what, html, why) => {
    expect(refusal(() => parseEntryList(html, URL))).toMatch(why);
  });
});
