import { World } from './world.js';
import { dateOfDayNumber, dayNumberOf, daysInMonth, isDate, monthNumberOf } from './dates.js';
import { SessionIds } from './session-ids.js';

const TODAY = '2025-11-20';
const world = new World(1, TODAY, 1100);

const dayOf = (site: World, slug: string, date: string) =>
  site.sessionsOf(site.findTrack(slug)!, date);

function newestDays(site: World, slug: string, count: number): string[] {
  const track = site.findTrack(slug)!;
  return site
    .monthsOf(track)
    .flatMap((month) => site.daysOf(track, month))
    .slice(0, count)
    .map(({ date }) => date);
}

describe('the tracks', () => {
  it('are over a thousand with slugs that occur once, in letters and digits', () => {
    expect(world.tracks).toHaveLength(1100);
    expect(new Set(world.tracks.map(({ slug }) => slug)).size).toBe(1100);
    expect(world.tracks.filter(({ slug }) => !/^[a-z0-9]+$/.test(slug))).toEqual([]);
  });

  it('include names that occur twice, links in mixed case and names with odd letters', () => {
    expect(world.findTrack('fallowridge')!.name).toBe(world.findTrack('fallowridge2')!.name);
    expect(world.findTrack('sorrelandvetchtoys')!.linkSlug).toBe('SorrelAndVetchToys');
    expect(world.findTrack('SORRELANDVETCHTOYS')!.name).toBe('Sorrel & Vetch Toys');
    expect(world.findTrack('kestrelhaven')!.name).toContain('å');
    expect(world.findTrack('nosuchtrack')).toBeUndefined();
  });

  it('include one that is empty, one of a single month, one with gaps and a busy one', () => {
    expect(world.monthsOf(world.findTrack('emberlow')!)).toEqual([]);
    expect(world.monthsOf(world.findTrack('pebblefold')!)).toHaveLength(1);
    const months = world.monthsOf(world.findTrack('tallowick')!);
    const span = monthNumberOf(months[0]!) - monthNumberOf(months.at(-1)!) + 1;
    expect(months.length).toBeGreaterThan(60);
    expect(months.length).toBeLessThan(span);
    const busy = world.findTrack('marrowgate')!;
    expect(world.daysOf(busy, '2025-10').length).toBeGreaterThanOrEqual(20);
    const counts = world.monthsOf(busy).flatMap((month) => world.daysOf(busy, month));
    expect(Math.max(...counts.map(({ sessionCount }) => sessionCount))).toBeGreaterThan(300);
  });

  it('have no practice after today', () => {
    for (const track of world.tracks.slice(0, 300)) {
      const [newest] = world.monthsOf(track);
      const last = newest && world.daysOf(track, newest)[0]!.date;
      expect((last ?? TODAY) <= TODAY).toBe(true);
    }
  });
});

describe('a seed', () => {
  const [date] = newestDays(world, 'tallowick', 1) as [string];

  it('gives the same day again', () => {
    const again = new World(1, TODAY, 1100);
    expect(dayOf(again, 'tallowick', date)).toEqual(dayOf(world, 'tallowick', date));
  });

  it('gives the same past whatever day today is', () => {
    const later = new World(1, '2026-03-01', 1100);
    expect(dayOf(later, 'tallowick', date)).toEqual(dayOf(world, 'tallowick', date));
  });

  it('gives another site for another number', () => {
    const other = new World(2, TODAY, 1100);
    expect(other.tracks[50]!.name).not.toBe(world.tracks[50]!.name);
    expect(newestDays(other, 'tallowick', 40)).not.toEqual(newestDays(world, 'tallowick', 40));
  });
});

describe('the variety of sessions', () => {
  const busy = world.findTrack('marrowgate')!;
  const days = newestDays(world, 'marrowgate', 200);
  const sessions = days.flatMap((date) => world.sessionsOf(busy, date));
  const roster = world.tracks.slice(0, 60).flatMap((track) => {
    const [date] = newestDays(world, track.slug, 1);
    return date === undefined ? [] : world.sessionsOf(track, date);
  });

  it('has lengths below a minute and over an hour', () => {
    const lengths = sessions.map(({ lengthSeconds }) => lengthSeconds);
    expect(lengths.some((seconds) => seconds > 0 && seconds < 60)).toBe(true);
    expect(lengths.some((seconds) => seconds > 3600)).toBe(true);
  });

  it('has sessions without laps, past midnight, and at the same time', () => {
    expect(sessions.some(({ lapCount }) => lapCount === 0)).toBe(true);
    expect(sessions.some((one) => one.startMs + one.drivenMs > 86_400_000)).toBe(true);
    const overlaps = days.some((date) => {
      const day = world.sessionsOf(busy, date);
      return day.some((one, i) => one.startMs + one.drivenMs > (day[i + 1]?.startMs ?? Infinity));
    });
    expect(overlaps).toBe(true);
  });

  it('has unknown drivers and classes, missing transponders and classes with brackets', () => {
    const all = [...sessions, ...roster];
    expect(all.some(({ driverName }) => driverName === 'Unknown Driver')).toBe(true);
    expect(all.some(({ car }) => car.className === 'Unknown Class')).toBe(true);
    expect(all.some(({ car }) => car.transponder === null)).toBe(true);
    expect(all.some(({ car }) => car.transponder?.endsWith('/2'))).toBe(true);
    expect(all.some(({ car }) => car.className.endsWith(')'))).toBe(true);
  });

  it('has drivers with several transponders', () => {
    const cars = new Map<string, Set<string | null>>();
    for (const { driverName, car } of sessions) {
      cars.set(driverName, (cars.get(driverName) ?? new Set()).add(car.transponder));
    }
    cars.delete('Unknown Driver');
    expect([...cars.values()].some((transponders) => transponders.size > 1)).toBe(true);
  });
});

describe('late uploads and removals', () => {
  it('change a day, its month and the list of months, and can be taken back', () => {
    const site = new World(1, TODAY, 20);
    const track = site.findTrack('emberlow')!;
    site.lateUpload(track, '2025-03-04', 5);
    expect(site.monthsOf(track)).toEqual(['2025-03']);
    expect(site.daysOf(track, '2025-03')).toEqual([{ date: '2025-03-04', sessionCount: 5 }]);
    expect(site.sessionsOf(track, '2025-03-04')).toHaveLength(5);
    site.removeSessions(track, '2025-03-04', 9);
    expect(site.monthsOf(track)).toEqual([]);
    expect(site.sessionsOf(track, '2025-03-04')).toEqual([]);
    site.forgetChanges();
    expect(site.monthsOf(track)).toEqual([]);
  });

  it('leave the sessions that were there as they were', () => {
    const site = new World(1, TODAY, 20);
    const track = site.findTrack('tallowick')!;
    const [date] = newestDays(site, 'tallowick', 1) as [string];
    const before = site.sessionsOf(track, date).map(({ id }) => id);
    site.lateUpload(track, date, 4);
    const after = site.sessionsOf(track, date).map(({ id }) => id);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(before.length + 4);
  });

  it('refuse more sessions than a day can number', () => {
    const site = new World(1, TODAY, 20);
    const track = site.findTrack('emberlow')!;
    expect(() => site.lateUpload(track, '2025-03-04', 65)).toThrow('64 sessions a day');
    expect(() => site.lateUpload(track, '2025-11-21', 1)).toThrow('not 2025-11-21');
    expect(() => site.lateUpload(track, '2025-02-30', 1)).toThrow('not 2025-02-30');
    expect(site.monthsOf(track)).toEqual([]);
  });
});

describe('session numbers', () => {
  it('can be read back by their own track only', () => {
    const ids = new SessionIds(world.tracks);
    const [first, second] = world.tracks as [(typeof world.tracks)[0], (typeof world.tracks)[0]];
    const id = ids.idOf(first, dayNumberOf('2025-10-25'), 7);
    expect(ids.read(first, id)).toEqual({ dayNumber: dayNumberOf('2025-10-25'), index: 7 });
    expect(ids.read(second, id)).toBeNull();
    expect(ids.read(first, NaN)).toBeNull();
    expect(id).toBeLessThan(2 ** 31);
  });
});

describe('dates', () => {
  it('agree with the built-in calendar over two centuries', () => {
    for (let day = -30_000; day < 40_000; day += 13) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(dateOfDayNumber(day)).toBe(date);
      expect(dayNumberOf(date)).toBe(day);
    }
    expect(daysInMonth(monthNumberOf('2000-02'))).toBe(29);
    expect(daysInMonth(monthNumberOf('1900-02'))).toBe(28);
  });

  it('are refused when the calendar has none such', () => {
    expect(isDate('2024-02-29')).toBe(true);
    expect(
      ['2025-02-29', '2025-13-01', '2025-00-10', '2025-01-32', '25-01-01'].filter(isDate),
    ).toEqual([]);
  });
});
