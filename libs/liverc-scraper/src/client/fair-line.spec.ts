import { FairLine } from './fair-line.js';
import type { Rank } from './turn-round.js';
import { type Turn, Waiters } from './waiters.js';

const anybody = () => true;

let now: number;
let line: FairLine<string>;

beforeEach(() => {
  now = 0;
  line = new FairLine(() => now);
});

function person(key: string): Turn {
  return { key, lane: 'people' };
}

const WORK: Turn = { key: 'work', lane: 'background' };

/** Lines a page up that is called after who waits for it. */
function join(turn: Turn, page: string, rank: Rank = 'other', site = turn.key): Waiters {
  const waiters = Waiters.of(turn);
  line.join({ visitor: `${turn.key} ${page}`, site, rank, waiters });
  return waiters;
}

function serve(count: number, mayGo: (site: string) => boolean = anybody): (string | undefined)[] {
  return Array.from({ length: count }, () => {
    now += 1000;
    return line.next(mayGo)?.visitor;
  });
}

describe('the line for LiveRC', () => {
  it('goes round over the people who wait, however many pages each wants', () => {
    for (const page of ['1', '2', '3']) join(person('anna'), page);
    join(person('ben'), '1');
    for (const page of ['1', '2']) join(person('carl'), page);
    expect(serve(7)).toEqual([
      ...['anna 1', 'ben 1', 'carl 1'],
      ...['anna 2', 'carl 2'],
      ...['anna 3', undefined],
    ]);
  });

  it('serves the first page of one who has just come before anything else', () => {
    for (const page of ['1', '2', '3']) join(person('anna'), page);
    join(WORK, '1');
    serve(1);
    join(person('ben'), '1');
    join(person('ben'), '2');
    expect(serve(4)).toEqual(['ben 1', 'anna 2', 'ben 2', 'anna 3']);
  });

  it('knows whom it has served although nothing of theirs waited for a while', () => {
    join(person('anna'), '1', 'calendar');
    join(person('ben'), '1');
    join(person('ben'), '2');
    expect(serve(2)).toEqual(['anna 1', 'ben 1']);
    join(person('anna'), 'day');
    join(person('carl'), '1');
    expect(serve(4)).toEqual(['carl 1', 'anna day', 'ben 2', undefined]);
  });

  it('takes one who comes again after half a minute for a newcomer', () => {
    join(person('anna'), '1');
    for (const page of ['1', '2']) join(person('ben'), page);
    expect(serve(2)).toEqual(['anna 1', 'ben 1']);
    now += 40_000;
    serve(1);
    join(person('ben'), '3');
    join(person('anna'), '2');
    expect(serve(2)).toEqual(['anna 2', 'ben 3']);
  });

  it('serves what was asked for before first, then calendars, of each person', () => {
    join(person('anna'), 'day');
    join(person('anna'), 'calendar', 'calendar');
    join(person('anna'), 'again', 'again');
    join(person('ben'), 'day');
    expect(serve(4)).toEqual(['anna again', 'ben day', 'anna calendar', 'anna day']);
  });

  it('passes over pages of sites that may not be asked, and keeps their people’s turns', () => {
    for (const page of ['1', '2']) join(person('anna'), page, 'other', 'hung');
    for (const page of ['1', '2']) join(person('ben'), page, 'other', 'well');
    expect(serve(3, (site) => site === 'well')).toEqual(['ben 1', 'ben 2', undefined]);
    join(person('ben'), '3', 'other', 'well');
    expect(serve(3)).toEqual(['anna 1', 'ben 3', 'anna 2']);
  });

  it('passes over only the pages of that site of one who waits for several', () => {
    join(person('anna'), '1', 'calendar', 'hung');
    join(person('anna'), '2', 'other', 'well');
    expect(serve(2, (site) => site === 'well')).toEqual(['anna 2', undefined]);
  });

  it('gives a shared page to whoever has the next turn, and all who wait for it have had theirs', () => {
    for (const page of ['1', '2']) join(person('anna'), page);
    serve(1);
    join(person('ben'), '1');
    const shared = join(person('ben'), 'shared');
    shared.come(person('carl'));
    expect(serve(4)).toEqual(['ben 1', 'ben shared', 'anna 2', undefined]);
  });

  it('keeps a page in line for who is left of those who wait for it', () => {
    const shared = Waiters.of(person('anna'));
    line.join({ visitor: 'shared', site: 'abc', rank: 'other', waiters: shared });
    const ben = shared.come(person('ben'));
    ben.leave();
    expect(line.length).toBe(1);
    expect(serve(2)).toEqual(['shared', undefined]);
    shared.come(person('carl'));
    expect(line.length).toBe(0);
  });

  it('serves background work after people, and lets a person raise it', () => {
    const work = join(WORK, '1');
    join(WORK, '2');
    for (const page of ['1', '2']) join(person('anna'), page);
    serve(1);
    work.come(person('ben'));
    expect(serve(3)).toEqual(['work 1', 'anna 2', 'work 2']);
  });

  it('serves one page of background work after nine of people', () => {
    for (const page of ['1', '2']) join(WORK, page);
    for (let page = 1; page <= 20; page++) join(person('anna'), String(page));
    const served = serve(22);
    expect(served.indexOf('work 1')).toBe(9);
    expect(served.indexOf('work 2')).toBe(19);
  });

  it('serves background work even while newcomers come without end', () => {
    join(WORK, '1');
    for (let page = 1; page <= 20; page++) join(person(`person ${page}`), '1');
    expect(serve(20).indexOf('work 1')).toBe(18);
  });

  it('forgets who leaves, and takes out those who are asked for, in the order of coming', () => {
    const place = line.join({
      visitor: 'left',
      site: 'abc',
      rank: 'other',
      waiters: Waiters.of(person('anna')),
    });
    for (const page of ['1', '2', '3']) join(person('ben'), page);
    join(WORK, '2');
    place.leave();
    place.leave();
    expect(line.takeAll((visitor) => visitor.endsWith('2'))).toEqual(['ben 2', 'work 2']);
    expect(line.length).toBe(2);
    expect([...line.sites]).toEqual(['ben']);
    expect(serve(3)).toEqual(['ben 1', 'ben 3', undefined]);
  });
});
