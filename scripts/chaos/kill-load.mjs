// People who search, follow and import while processes die under them: who is refused or cut off asks
// again, as the page does.
import { lastTwelveMonths } from '../bench/dates.mjs';
import { askJson } from '../bench/http-client.mjs';
import { seededRandom } from '../bench/seeded-random.mjs';
import { pause } from './away.mjs';
import { failureOf, Searches } from './searches.mjs';
import { TrueAnswers } from './true-answers.mjs';

const CLIENTS = 6;
const PAUSE_MS = 300;
const MOST_IMPORTED_SESSIONS = 20;

export class KillLoad {
  range = lastTwelveMonths();
  /** Tracks that somebody has searched. */
  searched = new Set();
  imports = 0;
  failures = new Map();
  isOver = false;

  constructor({ site, apis, slugs, seed, say }) {
    // Not that of the kills: how often it is asked depends on how fast the answers come.
    Object.assign(this, { site, slugs, random: seededRandom(seed + 1) });
    this.answers = new TrueAnswers(site, say);
    // Whoever finds one away asks the other one.
    this.ways = apis.map((api) => new Searches(() => api.api, this.answers));
  }

  begin() {
    this.ended = Promise.all(Array.from({ length: CLIENTS }, () => this.beClient()));
  }

  /** What is under way goes on to its end. */
  end() {
    this.isOver = true;
  }

  async beClient() {
    while (!this.isOver) {
      const slug = this.random.pick(this.slugs);
      const how = this.random.pick(['json', 'stream', 'timeline', 'timeline', 'import', 'known']);
      await this.untilDone(() => this[how](slug));
      this.searched.add(slug);
      await pause(PAUSE_MS);
    }
  }

  /** Fails for as long as nobody is there who could do it. */
  async untilDone(work) {
    while (!(await this.attempt(work))) await pause(PAUSE_MS);
  }

  async attempt(work) {
    try {
      await work();
      return true;
    } catch (error) {
      this.noteFailure(error);
      return false;
    }
  }

  json = (slug) => this.way().json(slug, this.range);
  known = (slug) => this.way().known(slug, this.range);

  stream = async (slug) => {
    const { isWhole } = await this.way().stream(slug, this.range);
    if (!isWhole) throw new Error('a stream was cut');
  };

  /** One that is cut off goes on at any API, from where it was. */
  timeline = async (slug) => {
    const { discovery_job_id: id } = await this.way().known(slug, this.range, { mode: 'timeline' });
    const following = this.way();
    await following.follow(slug, this.range, id, async (error) => {
      this.noteFailure(error);
      await pause(PAUSE_MS);
    });
  };

  import = async (slug) => {
    const months = await this.site.truth(`${slug}/months`);
    const { practice_days: days } = await this.site.truth(
      `${slug}/month/${this.random.pick(months.slice(-6))}`,
    );
    const small = days.filter((day) => day.session_count <= MOST_IMPORTED_SESSIONS);
    if (small.length === 0) return;
    const { base, trackIds } = this.way().api();
    const body = { track_id: trackIds.get(slug), date: this.random.pick(small).date };
    await askJson(`${base}/practice-days/ingest`, 'POST', body, AbortSignal.timeout(60_000));
    this.imports += 1;
  };

  way() {
    return this.random.pick(this.ways);
  }

  noteFailure(error) {
    const { code } = failureOf(error);
    this.failures.set(code, (this.failures.get(code) ?? 0) + 1);
  }

  failuresText() {
    return [...this.failures].map(([code, count]) => `${count} ${code}`).join(', ') || 'none';
  }
}
