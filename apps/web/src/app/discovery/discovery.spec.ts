import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { TracksideApi } from '../api/trackside-api';
import { ApiError } from '../api/api-error';
import { monthsOf } from '../calendar/month';
import { day, done, failed, monthRecord, started } from '../../test/records';
import { Discovery, type DiscoveryPlan } from './discovery';
import { OPEN_STREAM, type StreamReader } from './record-source';

class FakeStreams {
  readonly opened: { url: URL; reader: StreamReader; closed: boolean }[] = [];

  readonly open = (url: string, reader: StreamReader): (() => void) => {
    const stream = { url: new URL(url, 'http://page'), reader, closed: false };
    this.opened.push(stream);
    return () => {
      stream.closed = true;
    };
  };

  get last(): { url: URL; reader: StreamReader; closed: boolean } {
    const stream = this.opened.at(-1);
    if (!stream) {
      throw new Error('no stream was opened');
    }
    return stream;
  }
}

const RANGE = { start: '2025-09-01', end: '2025-11-16' };
const PLAN: DiscoveryPlan = {
  trackId: 'track-1',
  range: RANGE,
  months: monthsOf(RANGE),
  jobId: 'job-1',
};

function setUp(api: Partial<TracksideApi> = {}): { discovery: Discovery; streams: FakeStreams } {
  const streams = new FakeStreams();
  TestBed.configureTestingModule({
    providers: [
      Discovery,
      { provide: OPEN_STREAM, useValue: streams.open },
      { provide: TracksideApi, useValue: api },
    ],
  });
  return { discovery: TestBed.inject(Discovery), streams };
}

/** Lets answers of the fake server reach the discovery. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
}

function ended(discovery: Discovery): string[] {
  const months = [...discovery.progress().months.values()];
  return months.filter(({ outcome }) => outcome !== null).map(({ key }) => key);
}

describe('a discovery', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('follows what the search has begun, and ends with done', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    expect(streams.last.url.pathname).toBe('/api/v1/search/timeline/job-1/events');
    const { reader } = streams.last;
    [started(11, 10, 9), monthRecord(11, []), monthRecord(10, []), failed(9), done()].forEach(
      (record) => reader.record(record),
    );
    expect(discovery.phase()).toBe('done');
    expect(streams.last.closed).toBe(true);
    expect(ended(discovery)).toEqual(['2025-11', '2025-10', '2025-09']);
  });

  it('folds a burst once per frame', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    streams.last.reader.record(monthRecord(11, []));
    streams.last.reader.record(monthRecord(10, []));
    expect(ended(discovery)).toEqual([]);
    jest.advanceTimersByTime(20);
    expect(ended(discovery)).toEqual(['2025-11', '2025-10']);
  });

  it('is begun where the search has not, and followed then', async () => {
    const beginDiscovery = jest
      .fn<TracksideApi['beginDiscovery']>()
      .mockRejectedValueOnce(new ApiError('SERVICE_UNAVAILABLE', 'Starting.'))
      .mockResolvedValue('job-2');
    const { discovery, streams } = setUp({ beginDiscovery });
    discovery.begin({ ...PLAN, jobId: null });
    await settle();
    expect(discovery.phase()).toBe('interrupted');
    jest.advanceTimersByTime(1_000);
    await settle();
    expect(beginDiscovery.mock.calls.at(-1)?.slice(0, 2)).toEqual(['track-1', RANGE]);
    expect(streams.last.url.pathname).toBe('/api/v1/search/timeline/job-2/events');
  });

  it('that the server refuses says why', async () => {
    const refusal = new ApiError('RATE_LIMITED', 'Too many months were asked for.');
    const beginDiscovery = jest.fn<TracksideApi['beginDiscovery']>().mockRejectedValue(refusal);
    const { discovery, streams } = setUp({ beginDiscovery });
    discovery.begin({ ...PLAN, jobId: null });
    await settle();
    expect([discovery.phase(), discovery.failure()]).toEqual(['failed', refusal]);
    expect(streams.opened).toEqual([]);
  });

  it('that is stopped before it is known does not open a stream later', async () => {
    const beginDiscovery = jest.fn<TracksideApi['beginDiscovery']>().mockResolvedValue('job-2');
    const { discovery, streams } = setUp({ beginDiscovery });
    discovery.begin({ ...PLAN, jobId: null });
    discovery.stop();
    await settle();
    expect([discovery.phase(), streams.opened.length]).toEqual(['stopped', 0]);
  });

  it('takes more than ten years in a further discovery, newest first', async () => {
    const beginDiscovery = jest.fn<TracksideApi['beginDiscovery']>().mockResolvedValue('job-2');
    const { discovery, streams } = setUp({ beginDiscovery });
    const range = { start: '2015-06-01', end: '2025-11-16' };
    discovery.begin({ ...PLAN, range, months: monthsOf(range) });
    for (const key of monthsOf({ start: '2015-12-01', end: '2025-11-16' })) {
      const [year, month] = key.split('-').map(Number);
      streams.last.reader.record({ ...monthRecord(month ?? 0, []), year: year ?? 0 });
    }
    streams.last.reader.record(done());
    await settle();
    expect(beginDiscovery.mock.calls[0]?.[1]).toEqual({ start: '2015-06-01', end: '2015-11-30' });
    expect(streams.opened.map(({ closed }) => closed)).toEqual([true, false]);
    expect(streams.last.url.pathname).toBe('/api/v1/search/timeline/job-2/events');
    expect(discovery.phase()).toBe('running');
  });

  it('gives up when a stream ends without a single answer', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    streams.last.reader.record(done());
    expect(discovery.phase()).toBe('failed');
    expect(streams.opened).toHaveLength(1);
  });

  it('tells the time it took to the end, also between two ticks of its clock', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    jest.advanceTimersByTime(250);
    expect(discovery.elapsedMs()).toBe(200);
    [11, 10, 9].forEach((month) => streams.last.reader.record(monthRecord(month, [])));
    streams.last.reader.record(done());
    expect(discovery.elapsedMs()).toBe(250);
    jest.advanceTimersByTime(500);
    expect(discovery.elapsedMs()).toBe(250);
  });

  it('says that the connection is lost, and goes on with what comes', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    streams.last.reader.cut();
    expect(discovery.phase()).toBe('interrupted');
    streams.last.reader.opened();
    expect(discovery.phase()).toBe('running');
    expect(streams.opened).toHaveLength(1);
  });

  it('closes the old stream when a new search begins', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    streams.last.reader.record(monthRecord(11, [day('2025-11-01')]));
    discovery.begin({ ...PLAN, trackId: 'track-2' });
    jest.advanceTimersByTime(20);
    expect(streams.opened[0]?.closed).toBe(true);
    expect(ended(discovery)).toEqual([]);
  });

  it('stops, and follows the same again', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    streams.last.reader.record(monthRecord(11, []));
    jest.advanceTimersByTime(20);
    discovery.stop();
    expect(discovery.phase()).toBe('stopped');
    expect(streams.last.closed).toBe(true);
    discovery.resume();
    expect(streams.opened).toHaveLength(2);
    expect(streams.last.url).toEqual(streams.opened[0]?.url);
    expect([discovery.phase(), ended(discovery)]).toEqual(['running', ['2025-11']]);
  });

  it('closes the stream when the page is left', () => {
    const { discovery, streams } = setUp();
    discovery.begin(PLAN);
    TestBed.resetTestingModule();
    expect(streams.last.closed).toBe(true);
  });
});

describe('the retry of one month', () => {
  it('asks for that month alone and replaces its failure', async () => {
    const discoverMonth = jest.fn<TracksideApi['discoverMonth']>().mockResolvedValue({
      practice_days: [day('2025-09-06')],
      month: { ...monthRecord(9, []), covered: false },
    });
    const { discovery, streams } = setUp({ discoverMonth });
    discovery.begin(PLAN);
    [failed(9), monthRecord(11, []), monthRecord(10, []), done()].forEach((record) =>
      streams.last.reader.record(record),
    );
    await discovery.retryMonth('2025-09');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(discoverMonth.mock.calls[0]?.[0]).toEqual({
      ...{ trackId: 'track-1', month: { year: 2025, month: 9 }, refresh: false },
    });
    expect(discovery.progress().months.get('2025-09')).toMatchObject({
      outcome: { type: 'month', practice_days: [{ date: '2025-09-06' }] },
      retrying: false,
    });
    expect(streams.opened).toHaveLength(1);
  });

  it('that fails says so again', async () => {
    const discoverMonth = jest
      .fn<TracksideApi['discoverMonth']>()
      .mockRejectedValue(new ApiError('LIVERC_UNAVAILABLE', 'LiveRC is down.'));
    const { discovery, streams } = setUp({ discoverMonth });
    discovery.begin(PLAN);
    [failed(9), monthRecord(11, []), monthRecord(10, []), done()].forEach((record) =>
      streams.last.reader.record(record),
    );
    await discovery.retryMonth('2025-09');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(discovery.progress().months.get('2025-09')).toMatchObject({
      outcome: { type: 'month_failed', code: 'LIVERC_UNAVAILABLE' },
      retrying: false,
    });
  });

  it('that is fresh enough asks LiveRC all the same where it is a refresh', async () => {
    const discoverMonth = jest.fn<TracksideApi['discoverMonth']>().mockResolvedValue({
      practice_days: [day('2025-11-15', 12)],
      month: { ...monthRecord(11, []), fetched_at: '2025-11-16T10:05:00.000Z', covered: false },
    });
    const { discovery, streams } = setUp({ discoverMonth });
    discovery.begin(PLAN);
    [monthRecord(11, [day('2025-11-15')]), monthRecord(10, []), monthRecord(9, []), done()].forEach(
      (record) => streams.last.reader.record(record),
    );
    await discovery.retryMonth('2025-11', true);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(discoverMonth.mock.calls[0]?.[0]).toMatchObject({ refresh: true });
    expect(discovery.progress().months.get('2025-11')).toMatchObject({
      outcome: { practice_days: [{ session_count: 12 }] },
    });
  });
});

describe('another look at a month that may have grown', () => {
  it('that fails leaves the month as it was, without a word', async () => {
    const discoverMonth = jest
      .fn<TracksideApi['discoverMonth']>()
      .mockRejectedValue(new ApiError('LIVERC_UNAVAILABLE', 'LiveRC is down.'));
    const { discovery, streams } = setUp({ discoverMonth });
    discovery.begin(PLAN);
    [monthRecord(11, [day('2025-11-15')]), monthRecord(10, []), monthRecord(9, []), done()].forEach(
      (record) => streams.last.reader.record(record),
    );
    const before = discovery.progress();
    await discovery.lookAgain('2025-11');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(discoverMonth).toHaveBeenCalledTimes(1);
    expect(discovery.progress()).toBe(before);
  });
});
