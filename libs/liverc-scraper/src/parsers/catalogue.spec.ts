import { LAYOUTS } from '../../test/layouts.js';
import { printCatalogue, printTrackRow } from '../../test/printed-lists.js';
import { printDay } from '../../test/printed-practice.js';
import { refusal } from '../../test/refusals.js';
import { parseCatalogue } from './index.js';

const URL = 'https://live.liverc.com/';
const link = (slug: string): string => `//${slug}.liverc.com/`;

describe.each(LAYOUTS)('parseCatalogue, %s', (_layout, layout) => {
  const parse = (html: string) => parseCatalogue(layout(html), URL);

  it('gives slug, name, status and video, not the hidden word or the latest event', () => {
    const rows = [
      printTrackRow({ href: link('fastTrack2'), name: 'Fast & Fun', status: '2', video: '1' }),
      printTrackRow({ href: `https:${link('a-b')}`, name: 'A – B', status: '1' }),
      printTrackRow({ event: '' }),
    ];
    expect(parse(printCatalogue(rows))).toEqual({
      tracks: [
        { slug: 'fasttrack2', name: 'Fast & Fun', status: 'racing', liveVideo: true },
        { slug: 'a-b', name: 'A – B', status: 'practice', liveVideo: false },
        { slug: 'hollowcreek', name: 'Hollow Creek', status: 'idle', liveVideo: false },
      ],
      unreadableRows: 0,
    });
  });

  it('keeps tracks of the same name', () => {
    const rows = ['one', 'two'].map((slug) => printTrackRow({ href: link(slug) }));
    expect(parse(printCatalogue(rows)).tracks.map(({ slug }) => slug)).toEqual(['one', 'two']);
  });

  it.each([
    ['of www', printTrackRow({ href: link('www') })],
    ['of live', printTrackRow({ href: link('LIVE') })],
    ['of another site', printTrackRow({ href: '//liverc.com.evil.example/' })],
    ['of a user at a host', printTrackRow({ href: '//evil.example#@a.liverc.com/' })],
    ['of a deeper host', printTrackRow({ href: link('a.b') })],
    ['of a port', printTrackRow({ href: '//a.liverc.com:8000/' })],
    ['of a slug with a leading hyphen', printTrackRow({ href: link('-a') })],
    ['of a slug of 64 characters', printTrackRow({ href: link('a'.repeat(64)) })],
    ['of a full-width slug', printTrackRow({ href: link('ａ') })],
    ['of a script', printTrackRow({ href: 'javascript:alert(1)' })],
    ['without name', printTrackRow({ href: link('b'), name: '' })],
    ['without status', printTrackRow({ href: link('b'), status: '7' })],
    [
      'that is racing and idle at once',
      printTrackRow({ href: link('b') }).replace('<small><small>', '<i class="status_2"></i>$&'),
    ],
    ['without cells', '<tr class="clickable-row"></tr>'],
    ['that is there twice', printTrackRow()],
  ])('counts a row %s', (_fault, row) => {
    const page = parse(printCatalogue([printTrackRow(), row]));
    expect(page.tracks.map(({ slug }) => slug)).toEqual(['hollowcreek']);
    expect(page.unreadableRows).toBe(1);
  });

  it('counts tracks that fell out of a table that ends before them', () => {
    const [last = '', ...rows] = ['c', 'a', 'b'].map((slug) => printTrackRow({ href: link(slug) }));
    const page = parse(printCatalogue([...rows, '</tbody></table>', last]));
    expect(page.tracks.map(({ slug }) => slug)).toEqual(['a', 'b']);
    expect(page.unreadableRows).toBe(1);
  });

  it('refuses a catalogue of which more than half can’t be read', () => {
    const html = printCatalogue([printTrackRow(), '<tr></tr>', '<tr></tr>']);
    expect(refusal(() => parse(html))).toMatch(/got 2 unreadable of 3 rows/);
  });

  it('refuses a table that does not end, or a second page behind the first', () => {
    const html = printCatalogue([printTrackRow()]);
    const swallowed = html.replace('</tbody>', '<style>');
    expect(refusal(() => parse(swallowed))).toMatch(/a whole table of tracks/);
    expect(refusal(() => parse(html + html))).toMatch(/something behind its end/);
  });

  it('refuses an empty catalogue', () => {
    expect(refusal(() => parse(printCatalogue([])))).toMatch(/got 0 unreadable of 0 rows/);
    const none =
      '<tr><td colspan="2" class="dataTables_empty">No data available in table</td></tr>';
    expect(refusal(() => parse(printCatalogue([none])))).toMatch(/got 1 unreadable of 1 rows/);
  });

  it('refuses another page', () => {
    expect(refusal(() => parse(printDay()))).toMatch(/expected the track catalogue/);
    const html = printCatalogue([printTrackRow()]).replace(' Track List<', ' Tracks<');
    expect(refusal(() => parse(html))).toMatch(/got "Tracks"/);
  });
});
