import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, type CheerioAPI } from 'cheerio';
import { PagePrinter } from './server/page-printer.js';
import { readPageRequest } from './server/page-request.js';
import { pointsOf } from './world/races/rankings.js';
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

/** Ids of a class's tab and table, which hold its name and a number. */
const CLASS_ID = /^.*_(tab|table)_\d+$/;

/** Where each element stands: tags from the page's content down, with the classes and id it has. */
function placesIn(page: CheerioAPI): Set<string> {
  const places = new Set<string>();
  page('#page-wrapper *').each((_, element) => {
    const path = [element, ...page(element).parentsUntil('#page-wrapper').get()]
      .map((node) => {
        const classes = (page(node).attr('class') ?? '').split(/\s+/).filter(Boolean).sort();
        const id = page(node).attr('id')?.replace(CLASS_ID, 'class_$1_N');
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

/** An event that has everything a captured one has, and a race of each kind of row. */
const eventOf = (slug: string) => {
  const track = world.findTrack(slug)!;
  const details = world.eventsOf(track).map((one) => world.findEvent(track, one.id)!);
  const event = details.find(({ shape, planned, races, event: { entries } }) => {
    const plain = shape.tripleMains && !shape.resultsQualify && !shape.statusWords;
    return plain && entries > 40 && races.length === planned.length;
  })!;
  const race = event.races.find(({ runs, lapsPrinted }) => {
    const laps = runs.map((run) => run.laps.length);
    return lapsPrinted && laps.includes(0) && Math.max(...laps) > 15;
  })!;
  return { eventId: event.event.id, raceId: race.id, pointsId: pointsOf(event)!.id };
};
const { eventId, raceId, pointsId } = eventOf('marrowgate');

/** A part of each capture's file name, and the page of the simulator that stands for it. */
const PAIRS: [part: string, url: string][] = [
  ['track-catalogue', '/'],
  ['practice-calendar', `/larchmere/practice/?p=calendar&d=${month}`],
  ['practice-day', `/marrowgate/practice/?p=session_list&d=${date}`],
  ['practice-session', `/marrowgate/practice/?p=view_session&id=${id}`],
  ['events-list', '/marrowgate/events'],
  ['dashboard-offline', '/emberlow/'],
  ['event-detail', `/marrowgate/results/?p=view_event&id=${eventId}`],
  ['race-6304822', `/marrowgate/results/?p=view_race_result&id=${raceId}`],
  ['race-6304829', `/marrowgate/results/?p=view_race_result&id=${raceId}`],
  ['qual-points', `/marrowgate/results/?p=view_points&id=${pointsId}`],
  ['entry-list', `/marrowgate/results/?p=view_entry_list&id=${eventId}`],
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

/** Lines of a race's laps, each once, with their white space but without values. */
function lapLines(page: CheerioAPI): string[] {
  const script = page('script')
    .get()
    .map((element) => page(element).text())
    .find((text) => text.includes('racerLaps'))!;
  const empty = script
    .replace(/' : '[^']*'/g, "' : '…'")
    .replace(/(['([])[^'()[\]{}\n]+(?=['\])])/g, '$1…');
  return [...new Set(empty.split('\n'))].sort();
}

describe('the markup of the simulator', () => {
  it.each(PAIRS)('has every place of the real %s page', (part, url) => {
    const printed = placesIn(pageAt(url));
    expect(listedPlaces(part).length).toBeGreaterThan(20);
    expect(listedPlaces(part).filter((place) => !printed.has(place))).toEqual([]);
  });

  const whereCaptured = existsSync(captures) ? it : it.skip;
  whereCaptured('has the very lines of a captured race in its script of laps', () => {
    for (const part of ['race-6304822', 'race-6304829']) {
      const printed = lapLines(pageAt(`/marrowgate/results/?p=view_race_result&id=${raceId}`));
      expect(lapLines(load(readCapture(part)))).toEqual(printed);
    }
  });

  whereCaptured('is compared with lists that hold what the captured pages hold', () => {
    for (const [part] of PAIRS) {
      expect([...placesIn(load(readCapture(part)))].sort()).toEqual(listedPlaces(part));
    }
  });
});
