// A phone at a track: a small screen, a slow network, a slow processor, and a browser that has never
// been here. Each visitor is one such phone.
import { setTimeout as pause } from 'node:timers/promises';
import { blockingMs, layoutShift } from './page-figures.mjs';
import { recorderFor } from './page-recorder.mjs';

const SCREEN = { width: 360, height: 740, deviceScaleFactor: 2, mobile: true };
/** What the issue calls a phone: 150 ms there and back, 1.6 Mbit/s, a quarter of this processor. */
export const NETWORK = { latencyMs: 150, bytesPerSecond: 1_600_000 / 8 };
const SLOW = {
  offline: false,
  latency: NETWORK.latencyMs,
  downloadThroughput: NETWORK.bytesPerSecond,
  uploadThroughput: 750_000 / 8,
};
const FREE = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
const TIMES_SLOWER = 4;
const LOOK_EVERY_MS = 250;
/** A page that does nothing for so long has done what it had to do. */
const REST_MS = 2_500;
const PATIENCE_MS = 60_000;

export class Phone {
  #workers = new Set();
  #isSlow = true;

  /** A phone whose browser has never been here. */
  static async bring(chromium) {
    const phone = new Phone(chromium);
    await phone.#begin();
    return phone;
  }

  constructor(chromium) {
    this.chromium = chromium;
  }

  /**
   * Opens an address, and waits until the page has come to rest.
   *
   * @param ready what has to be there, as a selector
   * @returns its figures, in milliseconds since the address was entered
   */
  async open(address, ready) {
    return this.#look(() => this.#page('Page.navigate', { url: address }), ready);
  }

  /** The same address once more. */
  async reload(ready) {
    return this.#look(() => this.#page('Page.reload'), ready);
  }

  /** Waits, on a good network, until the device has all that the next visit needs. */
  async keep() {
    await this.#setSpeed(false);
    await this.#until('navigator.serviceWorker.controller?.state === "activated"');
    // What was seen before the worker came passes by it once more.
    await pause(1_000);
    // As after a night: nothing of the worker is in the memory of the phone.
    await this.chromium.send('ServiceWorker.stopAllWorkers', {}, this.session).catch(() => null);
    await this.#setSpeed(true);
  }

  async leave() {
    this.stopListening();
    await this.chromium.send('Target.disposeBrowserContext', { browserContextId: this.context });
  }

  async #begin() {
    const { chromium } = this;
    this.context = (await chromium.send('Target.createBrowserContext')).browserContextId;
    const { targetId } = await chromium.send('Target.createTarget', {
      url: 'about:blank',
      browserContextId: this.context,
    });
    const attached = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
    this.session = attached.sessionId;
    this.stopListening = chromium.onEvent((method, params, session) => {
      if (session !== this.session) return;
      if (method === 'Target.attachedToTarget' && params.targetInfo.type === 'service_worker') {
        this.#workers.add(params.sessionId);
        this.#setWorkerSpeed(params.sessionId);
      }
      if (method === 'Target.detachedFromTarget') this.#workers.delete(params.sessionId);
    });
    for (const domain of ['Page', 'Runtime', 'Network', 'ServiceWorker']) {
      await this.#page(`${domain}.enable`);
    }
    await this.#page('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
    });
    await this.#page('Emulation.setDeviceMetricsOverride', SCREEN);
    await this.#page('Emulation.setTouchEmulationEnabled', { enabled: true });
    await this.#setSpeed(true);
  }

  #page(method, params = {}) {
    return this.chromium.send(method, params, this.session);
  }

  async #setSpeed(isSlow) {
    this.#isSlow = isSlow;
    await this.#page('Network.emulateNetworkConditions', isSlow ? SLOW : FREE);
    await this.#page('Emulation.setCPUThrottlingRate', { rate: isSlow ? TIMES_SLOWER : 1 });
    for (const session of this.#workers) this.#setWorkerSpeed(session);
  }

  /** The page's network is not that of its worker. One that has stopped hears of it when it starts. */
  #setWorkerSpeed(session) {
    const conditions = this.#isSlow ? SLOW : FREE;
    const tell = (method, params) => this.chromium.send(method, params, session).catch(() => null);
    void tell('Network.enable', {});
    void tell('Network.emulateNetworkConditions', conditions);
  }

  async #look(go, ready) {
    const { identifier } = await this.#page('Page.addScriptToEvaluateOnNewDocument', {
      source: recorderFor(ready),
    });
    try {
      // The page before this one is still there at first.
      await this.#evaluate('delete globalThis.tracksideSeen');
      await go();
      await this.#until(
        `typeof tracksideSeen === 'object' && tracksideSeen.readyAt > 0 &&
         performance.now() - tracksideSeen.lastNewsAt() > ${REST_MS}`,
      );
      return figuresOf(JSON.parse(await this.#evaluate('tracksideSeen.told()')));
    } finally {
      await this.#page('Page.removeScriptToEvaluateOnNewDocument', { identifier });
    }
  }

  async #evaluate(expression) {
    const { result, exceptionDetails } = await this.#page('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return result.value;
  }

  async #until(condition) {
    const deadline = performance.now() + PATIENCE_MS;
    // A page that is just being left has no word for anything.
    while (!(await this.#evaluate(condition).catch(() => false))) {
      if (performance.now() > deadline) {
        const shown = await this.#evaluate('document.body?.innerText.slice(0, 400)');
        throw new Error(`The page waited in vain for ${condition}: ${shown}`);
      }
      await pause(LOOK_EVERY_MS);
    }
  }
}

function figuresOf(seen) {
  const { firstPaint, tasks, shifts } = seen;
  return { ...seen, blocking: blockingMs(tasks, firstPaint), shift: layoutShift(shifts) };
}
