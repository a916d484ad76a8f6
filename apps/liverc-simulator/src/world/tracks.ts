import { monthNumberOf } from './dates.js';
import { Random } from './random.js';
import { COUNTRIES, PLACE_ENDS, PLACE_STARTS, TRACK_KINDS } from './vocabulary.js';

/**
 * How much is driven at a track: `busy` 20 and more days a month with up to several hundred
 * sessions; `quiet` 2 to 9 days with 2 to 60 sessions; `single` practice in one month only;
 * `empty` no practice ever.
 */
export type TrackActivity = 'busy' | 'quiet' | 'single' | 'empty';

export interface Track {
  index: number;
  /** Lower case; key of the track. */
  slug: string;
  /** As the catalogue's link prints it; may be of mixed case. */
  linkSlug: string;
  name: string;
  activity: TrackActivity;
  /** First month with practice, as a month number. */
  openedMonth: number;
  /** Last month with practice; null while the track is in use. */
  closedMonth: number | null;
  /** Probability that a month has no practice. */
  gapChance: number;
  /** Probability of an event in a month; 0 for a track without events. */
  eventChance: number;
  /** Ids that a day of this track may use. */
  idsPerDay: number;
  country: { name: string; code: string };
  featured: boolean;
}

type Known = Partial<Track> & { slug: string; name: string; activity: TrackActivity };

/** Tracks that every seed has, for tests and the demo; each shows one thing. */
const KNOWN_TRACKS: readonly Known[] = [
  {
    slug: 'tallowick',
    name: 'Tallowick Off Road Club',
    activity: 'quiet',
    gapChance: 0.15,
    eventChance: 0.8,
  },
  {
    slug: 'marrowgate',
    name: 'Marrowgate Speedway',
    activity: 'busy',
    gapChance: 0,
    eventChance: 0.9,
  },
  { slug: 'emberlow', name: 'Emberlow Model Car Club', activity: 'empty', eventChance: 0 },
  { slug: 'pebblefold', name: 'Pebblefold RC Park', activity: 'single', eventChance: 0 },
  { slug: 'larchmere', name: 'Larchmere Racers', activity: 'quiet', eventChance: 0 },
  {
    slug: 'sorrelandvetchtoys',
    linkSlug: 'SorrelAndVetchToys',
    name: 'Sorrel & Vetch Toys',
    activity: 'quiet',
  },
  { slug: 'quillstead', name: "Quillstead's R/C Circuit", activity: 'quiet' },
  { slug: 'kestrelhaven', name: 'Kestrelhåven Modellbilsklubb', activity: 'quiet' },
  {
    slug: 'zephyrdale',
    name: '"Zephyr" Dale <Indoor> Arena',
    activity: 'busy',
    featured: true,
  },
  { slug: 'umbermarch', name: '乌梅模型车场 Umbermarch', activity: 'quiet', gapChance: 0.4 },
  { slug: 'fallowridge', name: 'Fallowridge RC Raceway', activity: 'quiet' },
  { slug: 'fallowridge2', name: 'Fallowridge RC Raceway', activity: 'quiet' },
];

const OLDEST_MONTH = monthNumberOf('2016-01');
const IDS_PER_DAY = { busy: 1024, quiet: 128, single: 128, empty: 64 } as const;

function drawActivity(random: Random): TrackActivity {
  const draw = random.next();
  if (draw < 0.05) return 'busy';
  if (draw < 0.87) return 'quiet';
  return draw < 0.91 ? 'single' : 'empty';
}

function drawHistory(random: Random, activity: TrackActivity): Partial<Track> {
  const openedMonth = OLDEST_MONTH + random.int(0, 90);
  const closes = activity === 'quiet' && random.chance(0.1);
  return {
    openedMonth,
    closedMonth: closes ? openedMonth + random.int(6, 80) : null,
    gapChance: random.pick([0, 0.05, 0.15, 0.3, 0.6]),
    eventChance: random.chance(0.04) ? 0 : random.pick([0.1, 0.4, 0.8]),
    idsPerDay: IDS_PER_DAY[activity],
    country: random.pick(COUNTRIES),
    featured: random.chance(0.009),
  };
}

function drawName(random: Random): { name: string; slug: string } {
  const place = random.pick(PLACE_STARTS) + random.pick(PLACE_ENDS);
  const name = `${place} ${random.pick(TRACK_KINDS)}`;
  const shape = random.next();
  if (shape < 0.04) return { name: name.toUpperCase(), slug: '' };
  if (shape < 0.08) return { name: place.toLowerCase(), slug: place };
  return { name, slug: shape < 0.5 ? place : '' };
}

function uniqueSlug(wanted: string, taken: Set<string>): string {
  const plain = wanted.toLowerCase().replace(/[^a-z0-9]/g, '');
  let slug = plain;
  for (let n = 2; taken.has(slug); n++) slug = `${plain}${n}`;
  taken.add(slug);
  return slug;
}

/**
 * The tracks of a seed in the order of their index. The known tracks come first and are the same
 * for every seed apart from their history; names repeat now and then, slugs never do.
 */
export function createTracks(seed: number, count: number): Track[] {
  const taken = new Set(KNOWN_TRACKS.map((track) => track.slug));
  return Array.from({ length: Math.max(count, KNOWN_TRACKS.length) }, (_, index) => {
    const random = new Random(seed, 'track', index);
    const known = KNOWN_TRACKS[index];
    if (known) {
      const history = drawHistory(random, known.activity);
      const always = { closedMonth: null, openedMonth: OLDEST_MONTH + index, featured: false };
      const gaps = { gapChance: 0.1, eventChance: 0.5 };
      return { index, linkSlug: known.slug, ...history, ...always, ...gaps, ...known } as Track;
    }
    const activity = drawActivity(random);
    const { name, slug: wanted } = drawName(random);
    const slug = uniqueSlug(wanted || name, taken);
    const linkSlug = random.chance(0.01) ? slug.charAt(0).toUpperCase() + slug.slice(1) : slug;
    return { index, slug, linkSlug, name, activity, ...drawHistory(random, activity) } as Track;
  });
}
