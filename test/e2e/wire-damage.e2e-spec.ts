import type { FaultEffect, FaultRule } from '@trackside/simulator';
import { importDay, newestDays, storedSessions, trueSessions } from './support/imports.js';
import { discoverRange, ofType, readNdjson } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

/** A track with a letter outside ASCII in its name, which every page bears. */
const SLUG = 'kestrelhaven';

describe('pages damaged on the way', () => {
  const stage = trackside();
  const { simulator } = stage;
  const [date = ''] = newestDays(simulator, SLUG, 1);
  const today = latestToday();
  const range = { track_id: trackId(SLUG), start_date: daysBefore(today, 120), end_date: today };

  function failWith(...rules: FaultRule[]): void {
    simulator.faults.set(rules);
  }

  const damages: [string, FaultEffect][] = [
    ['a wrong sum in gzip', { type: 'bad-gzip', damage: 'sum' }],
    ['gzip cut in the middle', { type: 'bad-gzip', damage: 'cut' }],
    ['a body cut with a length that agrees', { type: 'cut-page' }],
    ['a body cut a few bytes before its end', { type: 'cut-page', at: 0.9999 }],
    ['an empty body', { type: 'empty-body' }],
    ['an interlude in its place', { type: 'unrelated-page' }],
  ];

  it.each(damages)('once do no harm to an import: %s', async (_, effect) => {
    failWith(
      { match: { page: 'session' }, times: 1, effect },
      { match: { page: 'day' }, times: 1, effect },
    );

    const eventId = await importDay(stage, SLUG, date);

    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  const hopeless: [string, FaultEffect, string][] = [
    ['a wrong sum in gzip', { type: 'bad-gzip', damage: 'sum' }, 'LIVERC_UNAVAILABLE'],
    ['a body cut in the middle', { type: 'cut-page' }, 'LIVERC_UNAVAILABLE'],
    ['another page in its place', { type: 'unrelated-page' }, 'LIVERC_PAGE_CHANGED'],
  ];

  it.each(hopeless)('for good are named for what they are: %s', async (_, effect, code) => {
    failWith({ match: { page: 'calendar' }, effect });

    const { records } = await readNdjson(stage, range);

    expect(ofType(records, 'month_failed')[0]).toMatchObject({ code });
    expect(ofType(records, 'month')).toEqual([]);
  });

  const harmless: [string, FaultEffect][] = [
    ['bytes behind the end of gzip', { type: 'bad-gzip', damage: 'rest' }],
    ['raw deflate', { type: 'raw-deflate' }],
    ['declared ISO-8859-1', { type: 'latin-1' }],
  ];

  it.each(harmless)('are read like any other: %s', async (_, effect) => {
    failWith({ effect });

    const result = await discoverRange(stage, range);
    const eventId = await importDay(stage, SLUG, date);

    expect(result.months.filter(({ status }) => status !== 'complete')).toEqual([]);
    expect(result.practice_days).toEqual(trueDays(simulator, SLUG, range.start_date, today));
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });
});
