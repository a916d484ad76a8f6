import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, type CheerioAPI } from 'cheerio';
import { PagePrinter } from './server/page-printer.js';
import { readPageRequest } from './server/page-request.js';
import { World } from './world/world.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const captures = join(HERE, '../../../../shared/liverc-pages');
/** Where elements stand in the captured pages, a place a line: tags, classes and ids, no content. */
const PLACES = join(HERE, '../test/places');
const world = new World(1, '2025-11-20', 200);
const printer = new PagePrinter(world);

function pageAt(url: string): CheerioAPI {
  return load(printer.print(readPageRequest(url, '127.0.0.1', world.today)).body.toString());
}

/** Where each element stands: tags from the page's content down, with the classes and id it has. */
function placesIn(page: CheerioAPI): Set<string> {
  const places = new Set<string>();
  page('#page-wrapper *').each((_, element) => {
    const path = [element, ...page(element).parentsUntil('#page-wrapper').get()]
      .map((node) => {
        const classes = (page(node).attr('class') ?? '').split(/\s+/).filter(Boolean).sort();
        const id = page(node).attr('id');
        return [node.tagName, ...classes].join('.') + (id === undefined ? '' : `#${id}`);
      })
      .reverse();
    places.add(path.join(' > '));
  });
  return places;
}

const newestOf = (slug: string) => {
  const track = world.findTrack(slug)!;
  const month = world.monthsOf(track)[1]!;
  const day = world.daysOf(track, month).find(({ sessionCount }) => sessionCount > 5)!;
  const session = world.sessionsOf(track, day.date).find(({ laps }) => laps.length > 6)!;
  return { month, date: day.date, id: session.id };
};
const { month, date, id } = newestOf('marrowgate');

/** A part of each capture's file name, and the page of the simulator that stands for it. */
const PAIRS: [part: string, url: string][] = [
  ['track-catalogue', '/'],
  ['practice-calendar', `/larchmere/practice/?p=calendar&d=${month}`],
  ['practice-day', `/marrowgate/practice/?p=session_list&d=${date}`],
  ['practice-session', `/marrowgate/practice/?p=view_session&id=${id}`],
  ['events-list', '/marrowgate/events'],
  ['dashboard-offline', '/emberlow/'],
];

function readCapture(part: string): string {
  const file = readdirSync(captures).find((name) => name.includes(part) && name.endsWith('.html'));
  return readFileSync(join(captures, file!), 'utf8');
}

function listedPlaces(part: string): string[] {
  return readFileSync(join(PLACES, `${part}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
}

describe('the markup of the simulator', () => {
  it.each(PAIRS)('has every place of the real %s page', (part, url) => {
    const printed = placesIn(pageAt(url));
    expect(listedPlaces(part).length).toBeGreaterThan(20);
    expect(listedPlaces(part).filter((place) => !printed.has(place))).toEqual([]);
  });

  const whereCaptured = existsSync(captures) ? it : it.skip;
  whereCaptured('is compared with lists that hold what the captured pages hold', () => {
    for (const [part] of PAIRS) {
      expect([...placesIn(load(readCapture(part)))].sort()).toEqual(listedPlaces(part));
    }
  });
});
