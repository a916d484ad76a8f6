// The simulator, as a process of its own: LiveRC for the measurement.
import { endChild, startNode } from '../children.mjs';
import { askJson } from './http-client.mjs';

const PROGRAM = 'dist/server/apps/liverc-simulator/src/main.js';
const RUNTIME = { node: process.execPath, env: process.env };

/** Starts a site without latency. */
export async function startSite() {
  const child = startNode(RUNTIME, [PROGRAM, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Site(child, await originOf(child));
}

function originOf(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, origin] = /^LIVERC_CATALOGUE_URL=(.*)\/$/m.exec(output) ?? [];
      if (origin) resolve(origin);
    });
    void child.exited.then(() => reject(new Error(`the simulator did not start: ${output}`)));
  });
}

class Site {
  constructor(child, origin) {
    this.child = child;
    /** Without slash at its end. */
    this.origin = origin;
  }

  stop() {
    return endChild(this.child);
  }

  tracks() {
    return this.truth('tracks');
  }

  /** Exact values behind the pages: `tallowick/day/2025-10-25`. */
  truth(path) {
    return askJson(`${this.origin}/__admin/truth/${path}`);
  }

  /** The day has more sessions from now on. */
  uploadLate(slug, date, count) {
    return askJson(`${this.origin}/__admin/late-uploads`, 'POST', { slug, date, count });
  }

  /** What is left out of the changes stays as it is. */
  changeEvent(slug, id, changes) {
    return askJson(`${this.origin}/__admin/events`, 'POST', { slug, id: Number(id), ...changes });
  }

  /** Every page takes its own time, by seed and address alone: two clients meet the same site. */
  setLatency(medianMs, sigma = 0.4) {
    return askJson(`${this.origin}/__admin/latency`, 'PUT', { medianMs, sigma });
  }

  /** Replaces the rules by which pages fail. */
  setFaults(rules) {
    return askJson(`${this.origin}/__admin/faults`, 'PUT', rules);
  }

  forgetRequests() {
    return askJson(`${this.origin}/__admin/requests`, 'DELETE');
  }

  /** `by_url`, `by_page`, `records` (newest 1,000) and totals since the last `forgetRequests`. */
  requests() {
    return askJson(`${this.origin}/__admin/requests`);
  }
}
