// The ways in which people and programs search a range of a track. Each answer is judged.
import { URLSearchParams } from 'node:url';
import { askJson, readEvents, RefusedAnswer } from '../bench/http-client.mjs';
import { nameOf } from './true-answers.mjs';

/** Longer than the product allows itself for anything. */
const PATIENCE_MS = 150_000;

export class Searches {
  /**
   * @param api gives the API to ask; it may be another one after a restart
   * @param answers TrueAnswers
   */
  constructor(api, answers) {
    Object.assign(this, { api, answers });
  }

  /** Gives `complete` and `months`, each with its days. */
  async json(slug, range, more = {}) {
    const { base } = this.api();
    const body = { ...this.bodyOf(slug, range), ...more };
    const url = `${base}/practice-days/discover-range`;
    const { data } = await askJson(url, 'POST', body, patience());
    const months = data.months.map((state) => ({
      ...state,
      practice_days: data.practice_days.filter(({ date }) => date.startsWith(nameOf(state))),
    }));
    await this.answers.judge('JSON', slug, range, months);
    return { complete: data.complete, months };
  }

  /** The same over Server-Sent Events; `isWhole` tells whether `done` came. */
  async stream(slug, range) {
    const query = new URLSearchParams(this.bodyOf(slug, range));
    const url = `${this.api().base}/practice-days/discover-range/stream?${query}`;
    const told = new Told();
    await readEvents(url, told.take, patience());
    return this.end('stream', slug, range, told);
  }

  /** A discovery in the background, to its end; whoever is cut off goes on where it was. */
  async timeline(slug, range) {
    const { discovery_job_id: id } = await this.known(slug, range, { mode: 'timeline' });
    return this.follow(slug, range, id);
  }

  /** @param onCut called when the stream broke; throws when it is not to be gone on with */
  async follow(slug, range, id, onCut = undefined) {
    const told = new Told();
    while (!told.done) {
      try {
        const url = `${this.api().base}/search/timeline/${id}/events`;
        await readEvents(url, told.take, patience(), told.lastEventId);
        if (!told.done) throw new Error('the timeline ended without its end');
      } catch (error) {
        if (!onCut) throw error;
        await onCut(error);
      }
    }
    return this.end('timeline', slug, range, told);
  }

  /** What the database knows; asks LiveRC for nothing. */
  async known(slug, range, more = {}) {
    const asked = { ...this.bodyOf(slug, range), include_practice_days: 'true', ...more };
    const url = `${this.api().base}/events/search?${new URLSearchParams(asked)}`;
    const { data } = await askJson(url, 'GET', undefined, patience());
    await this.answers.judgeKnown('search', slug, range, data.discovered_practice_days);
    return data;
  }

  async end(how, slug, range, told) {
    if (!told.done) return { complete: false, isWhole: false, months: told.list };
    await this.answers.judge(how, slug, range, told.list);
    return { complete: told.done.complete, isWhole: true, months: told.list };
  }

  bodyOf(slug, { startDate, endDate }) {
    return { track_id: this.api().trackIds.get(slug), start_date: startDate, end_date: endDate };
  }
}

/** Months that a stream told; one that is told again, after a cut, replaces the first. */
class Told {
  months = new Map();
  listings = 0;
  done;
  lastEventId;

  get list() {
    return [...this.months.values()];
  }

  take = (type, data, id) => {
    if (id) this.lastEventId = id;
    const record = JSON.parse(data);
    if (type === 'listing') this.listings += 1;
    if (type === 'month') this.months.set(nameOf(record), record);
    if (type === 'month_failed') {
      const nothing = { status: 'failed', practice_days: [], missing_dates: [] };
      this.months.set(nameOf(record), { ...record, ...nothing });
    }
    if (type === 'done') this.done = record;
  };
}

/**
 * What became of a request that brought no answer to judge: the code of a failure that says what it
 * is, or why it says nothing.
 */
export function failureOf(error) {
  if (!(error instanceof RefusedAnswer)) return { named: false, code: error.code ?? error.name };
  const { status, headers, text } = error;
  const code = codeIn(text);
  return {
    named: code !== undefined && code !== 'INTERNAL_ERROR',
    code: code ?? `status ${status}`,
    status,
    retryAfter: headers['retry-after'],
  };
}

function codeIn(text) {
  try {
    return JSON.parse(text).error.code;
  } catch {
    return undefined;
  }
}

function patience() {
  return AbortSignal.timeout(PATIENCE_MS);
}
