import { TestBed } from '@angular/core/testing';
import type { LiveRecord } from '@trackside/contracts';
import { session } from '../../../test/sessions';
import type { RecordReader } from '../../api/record-events';
import { LiveDay } from './live-day';
import { OPEN_LIVE_STREAM } from './live-stream';
import { PageVisibility } from '../../browser/page-visibility';
import { signal } from '@angular/core';

const TODAY = new Date().toISOString().slice(0, 10);
const DAY = { trackId: 't', eventId: 'e', date: TODAY };
const AT = '2026-11-26T11:24:00.000Z';
const GATHERED_MS = 100;

interface Opened {
  cursor: string;
  reader: RecordReader<LiveRecord>;
  closed: boolean;
}

function setUp() {
  const opened: Opened[] = [];
  const visible = signal(true);
  const open = (_track: string, cursor: string, reader: RecordReader<LiveRecord>) => {
    const stream = { cursor, reader, closed: false };
    opened.push(stream);
    return () => void (stream.closed = true);
  };
  TestBed.configureTestingModule({
    providers: [
      LiveDay,
      { provide: OPEN_LIVE_STREAM, useValue: open },
      { provide: PageVisibility, useValue: { visible } },
    ],
  });
  const live = TestBed.inject(LiveDay);
  live.follow(DAY);
  TestBed.tick();
  const tell = (record: LiveRecord, cursor = '') => opened.at(-1)?.reader.record(record, cursor);
  return { live, opened, visible, tell };
}

const started = (event_id: string | null): LiveRecord => ({
  ...{ type: 'started', date: TODAY, event_id, fetched_at: AT, next_check_seconds: 20 },
});
const told = (id: string, is_new: boolean, laps = false): LiveRecord => ({
  ...{ type: 'session', is_new },
  session: { ...session(id), ...(laps ? { laps: [] } : {}) },
});
const gathered = (): Promise<void> => new Promise((done) => setTimeout(done, GATHERED_MS));

describe('a running day on its page', () => {
  it('is followed, with the moment of the last look and of the next', () => {
    const { live, tell } = setUp();
    tell(started('e'));
    expect([live.state(), live.asOf(), live.trouble()]).toEqual(['following', AT, null]);
    expect(live.nextLookAt()).toBeGreaterThan(Date.now() + 15_000);
  });

  it('is let go of where another day is followed by now', () => {
    const { live, opened, tell } = setUp();
    tell(started('another'));
    expect([live.state(), opened[0]?.closed]).toEqual(['off', true]);
  });

  it('shows sessions together, and tells those that came while it was looked at', async () => {
    const { live, tell } = setUp();
    tell(started('e'));
    for (const id of ['a', 'b']) tell(told(id, false));
    tell(told('c', true));
    await gathered();
    tell(told('c', true, true));
    await gathered();
    expect([...live.sessions().keys()]).toEqual(['a', 'b', 'c']);
    expect([...live.laps().keys()]).toEqual(['c']);
    expect(live.arrived()).toEqual(['c']);
  });

  it('says why a look failed, until one succeeds', () => {
    const { live, tell } = setUp();
    tell(started('e'));
    const failed = { code: 'LIVERC_TIMEOUT', message: 'no answer', next_check_seconds: 9 } as const;
    tell({ type: 'unavailable', ...failed });
    expect([live.trouble(), live.asOf()]).toEqual(['no answer', AT]);
    tell({ type: 'checked', fetched_at: AT, next_check_seconds: 9 });
    expect(live.trouble()).toBeNull();
  });

  it('is let go of while nobody looks, and goes on where it was', () => {
    const { live, opened, visible, tell } = setUp();
    tell(started('e'), '1.e.0.7');
    visible.set(false);
    TestBed.tick();
    expect(opened[0]?.closed).toBe(true);
    visible.set(true);
    TestBed.tick();
    expect(opened.map(({ cursor }) => cursor)).toEqual(['', '1.e.0.7']);
    live.pause();
    TestBed.tick();
    expect([live.state(), opened[1]?.closed]).toEqual(['paused', true]);
  });

  it('is lost in words, and found again', () => {
    const { live, opened, tell } = setUp();
    tell(started('e'));
    opened[0]?.reader.cut();
    expect(live.state()).toBe('cut');
    opened[0]?.reader.opened();
    expect(live.state()).toBe('following');
  });

  it('ends for good when the day is over', () => {
    const { live, opened, visible, tell } = setUp();
    tell(started('e'));
    tell({ type: 'done', reason: 'day_over' });
    visible.set(false);
    TestBed.tick();
    visible.set(true);
    TestBed.tick();
    expect([live.state(), opened.length]).toEqual(['over', 1]);
  });

  it('is not followed when it ended days ago', () => {
    const { live, opened } = setUp();
    live.follow({ ...DAY, eventId: 'old', date: '2025-10-25' });
    TestBed.tick();
    expect([live.state(), opened.length]).toEqual(['off', 1]);
  });
});
