import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { LivercDisabledError, LivercTimeoutError } from '@trackside/liverc-scraper';
import { TrackWatch, type WatchedTrack } from '../src/live/track-watch.js';
import { FakeRunningTrack, RUNNING_TRACK } from './fake-running-track.js';

const TODAY = '2026-11-20';

describe('the watch of a track', () => {
  let track: FakeRunningTrack;
  let states: WatchedTrack[];
  const watching: Subscription[] = [];

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-20T10:00:00Z') });
    track = new FakeRunningTrack();
    states = [];
  });

  afterEach(() => {
    for (const subscription of watching.splice(0)) subscription.unsubscribe();
    jest.useRealTimers();
  });

  const watch = (): { watch: TrackWatch; leave: () => void } => {
    const one = new TrackWatch(RUNNING_TRACK, track.parts());
    const subscription = one.states().subscribe((state) => states.push(state));
    watching.push(subscription);
    return { watch: one, leave: () => subscription.unsubscribe() };
  };
  const goOn = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);
  const seconds = (): number[] => track.looks.map(({ second }) => second);
  /** The pauses between looks, in seconds; a look begins up to a second after it is due. */
  const pauses = (): number[] =>
    seconds()
      .slice(1)
      .map((second, place) => second - seconds()[place]!);

  it('tells what is known before it looks, and looks at once', async () => {
    track.stored = TODAY;
    watch();
    await goOn(0.1);

    expect(states[0]).toMatchObject({ known: { date: TODAY }, looks: 0, end: null });
    expect(seconds()).toEqual([0]);
  });

  it('looks every 30 seconds while sessions come', async () => {
    [track.listed, track.brings] = [TODAY, true];
    watch();
    await goOn(600);

    expect(pauses().length).toBeGreaterThan(15);
    for (const pause of pauses()) expect([30, 31]).toContain(pause);
    expect(track.looks.slice(1).every(({ isBusy }) => isBusy)).toBe(true);
  });

  it('looks four times as rarely after 20 minutes without a session, ten times after an hour', async () => {
    track.listed = TODAY;
    watch();
    await goOn(3 * 3_600);

    const pausesAfter = (from: number, until: number): number[] =>
      pauses().filter((_, place) => seconds()[place]! >= from && seconds()[place]! < until);
    for (const pause of pausesAfter(0, 1_140)) expect([30, 31]).toContain(pause);
    for (const pause of pausesAfter(1_230, 3_400)) expect([120, 121]).toContain(pause);
    for (const pause of pausesAfter(3_600, 10_000)) expect([300, 301]).toContain(pause);
    expect(pausesAfter(3_600, 10_000).length).toBeGreaterThan(15);
    expect(track.looks.at(-1)!.isBusy).toBe(false);
  });

  it('looks as rarely while no day is listed, and busily once one is', async () => {
    watch();
    await goOn(605);
    expect(seconds()).toEqual([0, 300, 600]);
    track.listed = TODAY;
    await goOn(305 + 65);

    expect(seconds().slice(3)).toEqual([900, 930, 960]);
  });

  it('looks for one who comes when the last look is older than the interval', async () => {
    const { watch: one } = watch();
    await goOn(20);
    one.hurry();
    await goOn(5);
    expect(seconds()).toEqual([0]);
    await goOn(20);
    one.hurry();
    await goOn(2);

    expect(seconds()).toHaveLength(2);
  });

  it('shares its looks with other replicas', async () => {
    [track.listed, track.brings] = [TODAY, true];
    watch();
    watch();
    await goOn(300);

    for (const pause of pauses()) expect([30, 31]).toContain(pause);
  });

  it('takes over from a replica that is heard of no more', async () => {
    track.takeLook('dead', 10_000);
    watch();
    await goOn(9.5);
    expect(seconds()).toEqual([]);
    await goOn(2);

    expect(seconds()).toHaveLength(1);
  });

  it('keeps a look that takes longer than the lease', async () => {
    track.gate = new Promise((resolve) => setTimeout(resolve, 45_000));
    watch();
    watch();
    await goOn(44);

    expect(seconds()).toEqual([0]);
  });

  it('looks no more when it is left, and leaves the look under way to others', async () => {
    track.gate = new Promise((resolve) => setTimeout(resolve, 3_000));
    const { leave } = watch();
    await goOn(1);
    leave();
    await goOn(600);

    expect(seconds()).toEqual([0]);
    expect(track.isTaken).toBe(false);
    watch();
    await goOn(1);
    expect(seconds()).toHaveLength(2);
  });

  it('tells that a look failed, and looks again', async () => {
    [track.stored, track.failure] = [TODAY, new LivercTimeoutError('no answer', 'a page')];
    watch();
    await goOn(5);
    expect(states.at(-1)).toMatchObject({
      looks: 1,
      failure: { code: 'LIVERC_TIMEOUT', message: 'no answer' },
      end: null,
    });
    track.failure = null;
    await goOn(31);

    expect(states.at(-1)).toMatchObject({ looks: 2, failure: null });
  });

  it('ends when LiveRC is switched off, which is no look', async () => {
    [track.stored, track.failure] = [TODAY, new LivercDisabledError('off', 'a page')];
    watch();
    await goOn(1.5);
    expect(states.at(-1)).toMatchObject({ looks: 0, failure: null, end: null });
    track.state = 'disabled';
    await goOn(1);

    expect(states.at(-1)).toMatchObject({ end: 'liverc_disabled', known: { date: TODAY } });
  });

  it('ends when the day that it followed is over', async () => {
    track.listed = TODAY;
    watch();
    await goOn(26 * 3_600 - 10);
    expect(states.at(-1)).toMatchObject({ end: null, known: { date: TODAY } });
    await goOn(20);

    expect(states.at(-1)).toMatchObject({ end: 'day_over', known: { date: TODAY } });
    const looks = track.looks.length;
    await goOn(3_600);
    expect(track.looks).toHaveLength(looks);
  });

  it('does not go back to a day that is over', async () => {
    [track.date, track.newsAt] = ['2026-11-18', Date.now() - 3 * 3_600_000];
    watch();
    await goOn(0.1);

    expect(states[0]).toMatchObject({ known: null, end: null });
  });
});
