import { LivercForbiddenError, LivercUnavailableError } from '../../errors.js';
import { LivercAddresses } from '../addresses.js';
import { Waiters } from '../waiters.js';
import { passRobots } from './robots-check.js';
import type { RobotsAnswer } from './robots-exchange.js';
import { RobotsRules } from './robots-rules.js';
import type { RobotsStore, StoredRobots } from './robots-store.js';
import { RobotsTxt } from './robots-txt.js';

const BASE = 'https://{slug}.liverc.com';
const addresses = new LivercAddresses(BASE, 'https://live.liverc.com/');
const CALENDAR = addresses.calendar('canberra', { year: 2025, month: 10 });
const EVENTS = addresses.events('canberra');
const FORBIDS = 'User-agent: *\nDisallow: /practice/';

/** One origin's row, and a site that answers what it is told to. */
class Rig implements RobotsStore {
  stored: StoredRobots | null = null;
  answer: RobotsAnswer = { text: FORBIDS };
  asked = 0;
  rules = 0;
  readonly pauses: number[] = [];
  readonly robots = new RobotsTxt({
    store: this,
    ask: async () => {
      this.asked += 1;
      return this.answer;
    },
    onRules: () => (this.rules += 1),
    ticks: () => 0,
  });

  async find(): Promise<StoredRobots | null> {
    return this.stored;
  }

  async claim(): Promise<boolean> {
    return !this.stored?.isAsked;
  }

  async keepAnswer(_: string, text: string | null, dueInMs: number): Promise<void> {
    this.stored = { text, answeredAt: new Date(0), failures: 0, dueInMs, isAsked: false };
  }

  async keepFailure(_: string, dueInMs: number): Promise<void> {
    this.pauses.push(dueInMs / 60_000);
    const { text = null, answeredAt = null, failures = 0 } = this.stored ?? {};
    // As if that time had passed.
    const dueInMs0 = 0;
    this.stored = { text, answeredAt, failures: failures + 1, dueInMs: dueInMs0, isAsked: false };
  }
}

describe('robots.txt', () => {
  let rig: Rig;
  const never = new AbortController().signal;

  beforeEach(() => {
    rig = new Rig();
  });

  it('is asked for once by all who want to know at once, and tells when rules have come', async () => {
    await Promise.all([rig.robots.learn(CALENDAR), rig.robots.learn(EVENTS)]);
    await rig.robots.learn(CALENDAR);

    expect(rig.asked).toBe(1);
    expect(rig.rules).toBe(1);
    expect(() => rig.robots.check(CALENDAR)).toThrow(LivercForbiddenError);
    expect(() => rig.robots.check(EVENTS)).not.toThrow();
    expect(rig.robots.troubled).toMatchObject([
      { origin: 'https://canberra.liverc.com', state: 'forbids' },
    ]);
  });

  it('is asked for again after a minute, two, four …, an hour at most, while it does not come', async () => {
    rig.answer = { unreachable: 'status 503' };
    for (let time = 0; time < 8; time += 1) await rig.robots.learn(CALENDAR);

    expect(rig.pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    await expect(rig.robots.checkAsked(CALENDAR)).rejects.toBeInstanceOf(LivercUnavailableError);
    await expect(rig.robots.checkKnown(CALENDAR)).resolves.toBeUndefined();
  });

  it('is waited for while another process asks', async () => {
    const waits = { text: null, answeredAt: null, failures: 0, dueInMs: 0, isAsked: true };
    rig.stored = waits;
    const learning = rig.robots.checkAsked(CALENDAR);
    await rig.keepAnswer('', FORBIDS, 1_000);

    await expect(learning).rejects.toBeInstanceOf(LivercForbiddenError);
    expect(rig.asked).toBe(0);
  });

  it('is not waited for any more when a person joins', async () => {
    let answer = (_: RobotsAnswer): void => {};
    rig.answer = new Promise<RobotsAnswer>((resolve) => (answer = resolve)) as never;
    const waiters = Waiters.of({ key: 'job', lane: 'background' });
    let hasPassed = false;
    const passing = passRobots(rig.robots, EVENTS, waiters, never).then(() => (hasPassed = true));
    await new Promise(setImmediate);
    expect(hasPassed).toBe(false);
    waiters.come({ key: 'somebody', lane: 'people' });
    await passing;
    answer({ text: null });
  });

  it('lets go of who leaves while it waits', async () => {
    rig.answer = new Promise(() => {}) as never;
    const leaving = new AbortController();
    const waiters = Waiters.of({ key: 'job', lane: 'background' });
    const passing = passRobots(rig.robots, EVENTS, waiters, leaving.signal);
    leaving.abort(new Error('left'));
    await expect(passing).rejects.toThrow('left');
  });
});

describe('the rules of robots.txt', () => {
  const forbids = (text: string, url = CALENDAR.href): number | null =>
    new RobotsRules('https://canberra.liverc.com', text).forbidding(url)?.number ?? null;

  it.each<[string, string, number | null]>([
    ['for all', FORBIDS, 2],
    [
      'for us by name, whatever stands for all',
      `User-agent: TRACKSIDE\nAllow: /\n${FORBIDS}`,
      null,
    ],
    [
      'for us in two groups',
      'User-agent: trackside\nAllow: /a\n\nUser-agent: trackside\nDisallow: /p',
      5,
    ],
    ['for others', 'User-agent: other\nDisallow: /', null],
    ['that allow more exactly', `${FORBIDS}\nAllow: /practice/?p=calendar`, null],
    ['with wildcards and an end', 'User-agent: *\nDisallow: /*d=2025-10$', 2],
    ['behind a byte order mark, in other letters', '\ufeffUSER-AGENT: *\r\nDISALLOW: /practice', 2],
    ['that are empty', 'User-agent: *\nDisallow:', null],
    ['that are no rules at all', '<html><body>Not here</body></html>', null],
  ])('%s', (_, text, line) => {
    expect(forbids(text)).toBe(line);
  });
});
