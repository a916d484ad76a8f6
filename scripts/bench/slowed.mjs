// Loaded into the measured process: makes a build that is worse in one way, which BENCH_SLOWED names,
// so that it shows whether the quick benchmark notices.
import http from 'node:http';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../project.mjs';

const PAUSE_MS = 300;

const WAYS = {
  /** Each request to LiveRC leaves later than it could. */
  pause: () => {
    const { addRequest } = http.Agent.prototype;
    http.Agent.prototype.addRequest = function (...args) {
      setTimeout(() => addRequest.apply(this, args), PAUSE_MS);
    };
  },
  /** Each request to LiveRC is sent twice. */
  doubled: () => {
    const { request } = http;
    http.request = (options, onAnswer) => {
      request({ ...options }, (answer) => answer.resume())
        .on('error', () => undefined)
        .end();
      return request(options, onAnswer);
    };
  },
  /** What is known of a month is never found again. */
  'no-cache': async () => {
    const day = (file) => {
      return import(pathToFileURL(inRoot('dist/server/libs/practice-days/src/day', file)).href);
    };
    const { MonthCache } = await day('month-cache.js');
    const { PracticeDayStore } = await day('practice-day-store.js');
    const { beginReading } = PracticeDayStore.prototype;
    MonthCache.prototype.getMany = async () => new Map();
    PracticeDayStore.prototype.findMonths = async () => new Map();
    PracticeDayStore.prototype.beginReading = async function (...args) {
      return { ...(await beginReading.apply(this, args)), month: null };
    };
  },
};

await WAYS[process.env['BENCH_SLOWED']]();
