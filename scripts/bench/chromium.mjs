// The Chromium that is installed, over its own protocol: what a page feels on a slow network and a slow
// processor can be set for pages and service workers alike. It ends with this process, however that ends:
// its pipe is closed then.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
];
const END = '\0';
const PATIENCE_MS = 30_000;

/** Starts it with a profile of its own, which is removed when it is stopped. */
export async function startChromium() {
  const profile = await mkdtemp(join(tmpdir(), 'trackside-bench-chromium-'));
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const program of folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))) {
    const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    if (await hasStarted(child)) return new Chromium(child, profile, await portOf(child));
  }
  await rm(profile, { recursive: true, force: true });
  throw new Error('No Chromium: apt-get install chromium');
}

function hasStarted(child) {
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
}

/** What it says on stderr when it can be asked there; Lighthouse wants a port. */
function portOf(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += said.length < 10_000 ? chunk : '';
      const [, port] = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said) ?? [];
      if (port) resolve(Number(port));
    });
    child.once('exit', () => reject(new Error(`Chromium did not start: ${said}`)));
  });
}

class Chromium {
  #last = 0;
  #asked = new Map();
  #listeners = new Set();
  #rest = '';

  constructor(child, profile, port) {
    Object.assign(this, { child, profile, port });
    const [, , , toBrowser, fromBrowser] = child.stdio;
    this.toBrowser = toBrowser;
    toBrowser.on('error', () => undefined);
    fromBrowser.setEncoding('utf8').on('data', (text) => this.#take(text));
    this.exited = new Promise((resolve) => child.once('exit', resolve));
  }

  /**
   * @param sessionId of the page or worker that is meant; the browser itself without one
   * @throws Error with the words of the browser, or when it says nothing for half a minute
   */
  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#last;
    this.toBrowser.write(JSON.stringify({ id, method, params, sessionId }) + END);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle({ id, error: { message: 'no answer' } }),
        PATIENCE_MS,
      );
      this.#asked.set(id, { method, resolve, reject, timer });
    });
  }

  /** Calls `listener(method, params, sessionId)` for what the browser says unasked. */
  onEvent(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop() {
    this.child.kill('SIGKILL');
    await this.exited;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  #take(text) {
    const parts = (this.#rest + text).split(END);
    this.#rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      if (message.id !== undefined) this.#settle(message);
      else
        for (const tell of this.#listeners) tell(message.method, message.params, message.sessionId);
    }
  }

  #settle({ id, error, result }) {
    const { method, resolve, reject, timer } = this.#asked.get(id) ?? {};
    this.#asked.delete(id);
    clearTimeout(timer);
    if (error) reject?.(new Error(`${method}: ${error.message}`));
    else resolve?.(result);
  }
}
