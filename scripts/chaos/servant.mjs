// A process under a service manager: whenever it ends it is started again.
import { pause } from './away.mjs';

/** A database that is away just then ends a start; a service manager tries again. */
const BETWEEN_STARTS_MS = 500;

export class Servant {
  isUp = false;
  /** Exit codes of ends that nobody asked for. */
  endedByItself = [];
  isStopping = false;

  /** @param api KilledApi */
  constructor(name, api, say) {
    Object.assign(this, { name, api, say });
  }

  /** Ends when it is up. */
  async start() {
    for (;;) {
      try {
        await this.api.start();
        break;
      } catch (error) {
        if (this.isStopping) return;
        this.say(`${this.name} is started again: ${String(error.message).slice(-200).trim()}`);
        await pause(BETWEEN_STARTS_MS);
      }
    }
    this.isUp = true;
    const { child } = this.api.api;
    void child.exited.then((code) => this.noteEnd(child, code));
  }

  /** It is gone when this ends, and comes back by itself. */
  async kill() {
    this.isUp = false;
    await this.api.kill();
    this.coming = this.start();
  }

  async stop() {
    this.isStopping = true;
    await this.coming;
    await this.api.stop();
  }

  noteEnd(child, code) {
    if (child.signalCode === 'SIGKILL' || this.isStopping) return;
    this.isUp = false;
    this.endedByItself.push(code);
    this.say(`${this.name} ended by itself with ${code}`);
    this.coming = this.start();
  }
}
