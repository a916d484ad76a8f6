// What the parts share: a site, an API over a fresh database, and tracks not asked for before.
import { say } from '../say.mjs';
import { startApi } from './api.mjs';
import { lastTwelveMonths } from './dates.mjs';
import { chooseTracks } from './sample.mjs';
import { startSite } from './site.mjs';

export class Bench {
  say = say;
  taken = new Set();

  /**
   * @param sessions how many are migrated, where that is measured
   * @param own what the API's process gets beside the usual; see `startApi`
   */
  constructor(dataDir, { sessions = undefined, own = {} } = {}) {
    this.dataDir = dataDir;
    this.sessions = sessions;
    this.own = own;
  }

  async start() {
    this.site = await startSite();
    await this.startApi();
    this.tracks = await chooseTracks(this.site, lastTwelveMonths());
    await this.warmUp();
  }

  async stop() {
    await this.api?.stop();
    await this.site?.stop();
  }

  tracksOf = (kind) => this.tracks[kind];

  /** A track that was not taken before. */
  takeTrack = (kind) => {
    const slug = this.tracks[kind].find((candidate) => !this.taken.has(candidate));
    if (!slug) throw new Error(`the site has no further ${kind} track`);
    this.taken.add(slug);
    return slug;
  };

  /** A first time for every line of code: what is measured is a process at work. */
  async warmUp() {
    for (const kind of ['club', 'club', 'busy', 'club', 'busy']) {
      await this.api.stream(this.takeTrack(kind), lastTwelveMonths());
    }
  }

  async restartApi() {
    await this.api.stop();
    await this.startApi();
  }

  async startApi() {
    this.api = await startApi(this.site, this.dataDir, '', this.own);
  }
}
