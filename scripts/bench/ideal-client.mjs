// The least that anybody can do who has to learn the addresses as we must: one calendar, the months
// it lists, their days; pipelined, as many at once as we may, nothing parsed but links, nothing
// stored. What it takes is the measure for our own time.
import { Agent } from 'node:http';
import { monthsOf } from './dates.mjs';
import { ask } from './http-client.mjs';

/** LIVERC_MAX_CONCURRENCY, as the API has it by default. */
export const CONCURRENCY = 10;

const MONTH_LIST = /<select[^>]*id="available_session_months"[\s\S]*?<\/select>/;
const MONTH_OPTION = /value="(\d{4}-\d\d)"/g;
const DAY_LINK = /\/practice\/\?p=session_list&(?:amp;)?d=(\d{4}-\d\d-\d\d)/g;

/**
 * Reads a range of a track.
 *
 * @param base address of the site, without slash at its end
 * @returns pages read, and milliseconds until the last one was there
 */
export async function readIdeally(base, slug, range) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const reading = new Reading(`${base}/${slug}/practice/`, agent, range);
  const startedAt = performance.now();
  try {
    await reading.run();
    return { pages: reading.pages, totalMs: performance.now() - startedAt };
  } finally {
    agent.destroy();
  }
}

class Reading {
  pages = 0;
  /** Calendars go first: each brings further work. */
  calendars = [];
  days = [];
  working = 0;

  constructor(base, agent, range) {
    Object.assign(this, { base, agent, range });
  }

  run() {
    return new Promise((resolve, reject) => {
      Object.assign(this, { resolve, reject });
      const [newest, ...others] = monthsOf(this.range);
      this.calendars.push({ month: newest, others });
      this.next();
    });
  }

  next() {
    while (this.working < CONCURRENCY) {
      const page = this.calendars.shift() ?? this.days.shift();
      if (page === undefined) break;
      this.working++;
      this.read(page).then(() => {
        this.working--;
        this.next();
      }, this.reject);
    }
    if (this.working === 0) this.resolve();
  }

  async read({ month, others, date }) {
    const query = month ? `p=calendar&d=${month}` : `p=session_list&d=${date}`;
    const html = await ask(`${this.base}?${query}`, { agent: this.agent });
    this.pages++;
    if (!month) return;
    if (others) this.learnMonths(html, others);
    for (const day of linksIn(html, DAY_LINK)) {
      const counts = day >= this.range.startDate && day <= this.range.endDate;
      if (counts && day.startsWith(month)) this.days.push({ date: day });
    }
  }

  learnMonths(html, others) {
    const listed = linksIn(MONTH_LIST.exec(html)?.[0] ?? '', MONTH_OPTION);
    for (const month of others) if (listed.has(month)) this.calendars.push({ month });
  }
}

function linksIn(html, pattern) {
  return new Set(Array.from(html.matchAll(pattern), ([, link]) => link));
}
