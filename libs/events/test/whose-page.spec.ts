import { LivercPageChangedError, type EventPage, type RacePage } from '@trackside/liverc-scraper';
import type { PageEvent } from '../src/import/page-event.js';
import { checkIsEvent, checkIsOfEvent, checkIsRace } from '../src/import/whose-page.js';
import type { UnreadRace } from '../src/storage/race-rows.js';

const URL = 'https://track.liverc.com/results/';
const EVENT: PageEvent = {
  id: 'e1',
  sourceEventId: '31',
  name: 'Autumn Cup',
  startDate: '2031-05-17',
  endDate: '2031-05-18',
  track: { id: 't1', slug: 'track', name: 'Track' },
};
const RACE = { raceNumber: 3, label: '1/8 Buggy (Heat 1/2)' } as UnreadRace;

const eventPage = (change: Partial<EventPage>) =>
  ({ name: 'Autumn Cup', startDate: null, endDate: null, ...change }) as EventPage;

const racePage = (change: Partial<RacePage>) =>
  ({
    eventName: 'Autumn Cup',
    raceNumber: 3,
    label: '1/8 Buggy (Heat 1/2)',
    ...change,
  }) as RacePage;

describe('a page of an event', () => {
  it.each([
    ['its name, however cased and spaced', { name: 'AUTUMN  cup' }],
    [
      'its dates, when it was renamed',
      { name: 'May Cup', startDate: '2031-05-17', endDate: '2031-05-18' },
    ],
  ])('is known by %s', (_what, change) => {
    expect(() => checkIsEvent(EVENT, eventPage(change), URL)).not.toThrow();
  });

  it.each([
    [{ name: 'Winter Cup' }],
    [{ name: 'Winter Cup', startDate: '2031-05-17', endDate: '2031-05-19' }],
  ])('of another event is refused: %j', (change) => {
    expect(() => checkIsEvent(EVENT, eventPage(change), URL)).toThrow(LivercPageChangedError);
  });

  it('without dates is not taken for another without dates', () => {
    const undated = { ...EVENT, startDate: null, endDate: null };
    const other = eventPage({ name: 'Winter Cup' });
    expect(() => checkIsEvent(undated, other, URL)).toThrow(LivercPageChangedError);
  });

  it('that ranks or enters is known by the name of its event alone', () => {
    expect(() => checkIsOfEvent(EVENT, { eventName: 'autumn cup' }, URL)).not.toThrow();
    expect(() => checkIsOfEvent(EVENT, { eventName: 'Winter Cup' }, URL)).toThrow(/Winter Cup/);
  });
});

describe('a page of a race', () => {
  it.each([
    ['as listed', RACE, {}],
    ['listed by its class alone', { ...RACE, label: '1/8 Buggy' }, {}],
    ['without a number in the list', { ...RACE, raceNumber: null }, { raceNumber: 9 }],
  ])('is known: %s', (_what, race, change) => {
    expect(() => checkIsRace(EVENT, race, racePage(change), URL)).not.toThrow();
  });

  it.each([
    ['another number', { raceNumber: 4 }],
    ['another label', { label: '1/8 Buggy (Heat 2/2)' }],
    ['a class that only begins alike', { label: '1/8 Buggy (Heat 1/2)b' }],
    ['another event', { eventName: 'Winter Cup' }],
  ])('with %s is refused', (_what, change) => {
    expect(() => checkIsRace(EVENT, RACE, racePage(change), URL)).toThrow(LivercPageChangedError);
  });
});
