// LiveRC that answers a third of all requests with trouble, for minutes, while people search. Nothing
// false may be served, retries stay few, and soon after it is well again everything is complete.
import { startApi } from '../bench/api.mjs';
import { lastMonth, lastTwelveMonths } from '../bench/dates.mjs';
import { chooseTracks } from '../bench/sample.mjs';
import { seededRandom } from '../bench/seeded-random.mjs';
import { startSite } from '../bench/site.mjs';
import { percentile } from '../bench/statistics.mjs';
import { fact, goal } from '../bench/table.mjs';
import { pause } from './away.mjs';
import { failureOf, Searches } from './searches.mjs';
import { TrueAnswers } from './true-answers.mjs';

const MINUTES = 10;
const MINUTE_MS = 60_000;
const PAGE_MS = 50;
/** Those who search a track that nobody has asked for, and those who search one again. */
const FIRST_COMERS = 3;
const RETURNERS = 3;
const PAUSE_MS = 500;
const WELL_WITHIN_MS = 60_000;
const SEARCHES_AT_A_TIME = 4;
const MOST_RETRIED = 0.2;
const RETRIES_FREE = 3;
const MOST_ATTEMPTS_A_PAGE = 2;

/** Of all requests 30 % get a 503, 5 % hang and 1 % get something that is no page. */
function faultsOf(seed) {
  const rules = [
    [0.3, { type: 'status', status: 503 }],
    [0.05, { type: 'hang' }],
    [0.004, { type: 'unrelated-page' }],
    [0.003, { type: 'binary' }],
    [0.003, { type: 'cut-page' }],
  ];
  let left = 1;
  return rules.map(([share, effect]) => {
    // Whoever comes later is asked only where those before did not strike.
    const rule = { probability: share / left, seed, effect };
    left -= share;
    return rule;
  });
}

export async function measureFaults({ seed, minutes = MINUTES, say, dataDir }) {
  const site = await startSite();
  let api;
  try {
    // Pages that nobody asked for would be counted with those of a search.
    api = await startApi(site, dataDir, '', { env: { PREFETCH_REQUESTS_PER_DAY: '0' } });
    const trial = new Trial(site, api, seed, say);
    await trial.prepare();
    await trial.searchAmidFaults(minutes * MINUTE_MS);
    await trial.heal();
    return trial.toRows(minutes);
  } finally {
    await api?.stop();
    await site.stop();
  }
}

class Trial {
  range = lastTwelveMonths();
  /** Tracks whose first search has begun, and those where it has ended. */
  begun = [];
  searched = [];
  discoveries = [];
  searchTimes = [];
  codes = new Map();
  unnamed = 0;

  constructor(site, api, seed, say) {
    Object.assign(this, { site, api, seed, say, random: seededRandom(seed) });
    this.answers = new TrueAnswers(site, say);
    this.searches = new Searches(() => api, this.answers);
  }

  async prepare() {
    this.unsearched = (await chooseTracks(this.site, this.range)).club;
    await this.site.setLatency(PAGE_MS);
    await this.site.forgetRequests();
  }

  /** Searches that are under way at the end go on; LiveRC is well for them, too. */
  async searchAmidFaults(durationMs) {
    await this.site.setFaults(faultsOf(this.seed));
    this.endsAt = performance.now() + durationMs;
    this.clients = [
      ...Array.from({ length: FIRST_COMERS }, () => this.whileFaulty(() => this.searchFirst())),
      ...Array.from({ length: RETURNERS }, () => this.whileFaulty(() => this.searchAgain())),
    ];
    await pause(durationMs);
  }

  async whileFaulty(search) {
    while (performance.now() < this.endsAt) {
      const startedAt = performance.now();
      await search().catch((error) => this.noteFailure(error));
      this.searchTimes.push(performance.now() - startedAt);
      await pause(PAUSE_MS);
    }
  }

  /** One discovery has the track for itself, so that the pages asked for are its own. */
  async searchFirst() {
    const slug = this.unsearched.splice(this.random.below(this.unsearched.length), 1)[0];
    const search = this.random.pick(['json', 'stream', 'timeline']);
    // Of few pages each retry is a larger part.
    const range = this.random.pick([this.range, lastMonth()]);
    this.begun.push(slug);
    try {
      await this.searches[search](slug, range);
    } finally {
      const pages = await this.pagesOf(slug);
      // Afterwards it is searched again, and its pages are those of several searches.
      if (performance.now() < this.endsAt) this.discoveries.push({ slug, search, ...pages });
      this.searched.push(slug);
    }
  }

  async searchAgain() {
    if (this.searched.length === 0) return;
    const slug = this.random.pick(this.searched);
    const search = this.random.pick(['json', 'stream', 'known', 'timeline', 'refresh']);
    if (search === 'refresh') await this.searches.json(slug, this.range, { refresh: true });
    else await this.searches[search](slug, this.range);
  }

  async pagesOf(slug) {
    const { by_url: byUrl } = await this.site.requests();
    const asked = Object.entries(byUrl).filter(([url]) => url.startsWith(`/${slug}/`));
    const attempts = asked.reduce((sum, [, count]) => sum + count, 0);
    return { pages: asked.length, attempts, retries: attempts - asked.length };
  }

  noteFailure(error) {
    const { named, code } = failureOf(error);
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    if (named) return;
    this.unnamed += 1;
    this.say(`no answer: ${error.stack}`);
  }

  /** All is well: everything that was searched is searched again until it is complete. */
  async heal() {
    await this.site.setFaults([]);
    const wellSince = performance.now();
    const slugs = [...this.begun];
    this.unfinished = 0;
    const work = async () => {
      for (let slug = slugs.pop(); slug; slug = slugs.pop()) {
        if (!(await this.untilComplete(slug, wellSince + WELL_WITHIN_MS))) this.unfinished += 1;
      }
    };
    await Promise.all(Array.from({ length: SEARCHES_AT_A_TIME }, work));
    this.healedMs = performance.now() - wellSince;
    await Promise.all(this.clients);
  }

  async untilComplete(slug, deadline) {
    for (;;) {
      const found = await this.searches.json(slug, this.range).catch(() => null);
      const isWhole = found?.complete && found.months.every(({ stale }) => !stale);
      if (isWhole && performance.now() <= deadline) return true;
      if (performance.now() > deadline) return false;
      await pause(PAUSE_MS);
    }
  }

  toRows(minutes) {
    const { discoveries, begun, answers } = this;
    const tooMany = discoveries.filter(
      ({ pages, retries }) => retries > MOST_RETRIED * pages + RETRIES_FREE,
    );
    const most = Math.max(...discoveries.map(({ attempts, pages }) => attempts / pages));
    const sum = (field) => discoveries.reduce((total, each) => total + each[field], 0);
    for (const each of tooMany) this.say(JSON.stringify(each));
    const codes = [...this.codes].map(([code, count]) => `${count} ${code}`).join(', ');
    return [
      goal(
        `LiveRC fails for ${minutes} minutes: false answers`,
        `${answers.falseAnswers} of ${answers.judged}`,
        '0',
        answers.falseAnswers === 0,
      ),
      goal('— requests without an answer', String(this.unnamed), '0', this.unnamed === 0),
      fact('— failures that say what they are', codes || 'none'),
      fact('— a search takes, p50, p95', this.timesText()),
      goal(
        `— first discoveries (${discoveries.length}) with retries > 20 % of first tries + 3`,
        `${tooMany.length}; ${sum('retries')} retries of ${sum('pages')} pages`,
        '0',
        tooMany.length === 0,
      ),
      goal('— most attempts a page', most.toFixed(2), '≤ 2', most <= MOST_ATTEMPTS_A_PAGE),
      goal(
        `— all ${begun.length} tracks complete and true, after it is well again`,
        `${(this.healedMs / 1000).toFixed(1)} s, ${this.unfinished} unfinished`,
        '≤ 60 s',
        this.unfinished === 0 && this.healedMs <= WELL_WITHIN_MS,
      ),
    ];
  }

  timesText() {
    const seconds = [0.5, 0.95].map((share) => percentile(this.searchTimes, share) / 1000);
    return seconds.map((each) => `${each.toFixed(1)} s`).join(', ');
  }
}
