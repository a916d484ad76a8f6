// Programs that are started again when they die, as a service manager would.
import { createInterface } from 'node:readline';
import { isEnding } from '../children.mjs';
import { say } from '../say.mjs';

/** One that dies so often within this time is broken. */
const MOST_DEATHS = 5;
const WITHIN_MS = 60_000;

/** Keeps programs running; `lost` resolves, with a sentence, when one of them died for good. */
export class Keeper {
  constructor() {
    this.lost = new Promise((resolve) => (this.lose = resolve));
  }

  /**
   * Starts a program again whenever it ends.
   *
   * @param start gives a child of `startNode` whose output is piped
   * @param first the child that runs already
   */
  async keep(name, start, first) {
    let diedAt = [];
    for (let child = first; ; child = labelled(name, start())) {
      await child.exited;
      if (isEnding()) return;
      diedAt = [...diedAt.filter((at) => at > Date.now() - WITHIN_MS), Date.now()];
      if (diedAt.length >= MOST_DEATHS) {
        this.lose(`${name} died ${MOST_DEATHS} times within a minute (${reasonOf(child)}).`);
        return;
      }
      say(`${name} ended (${reasonOf(child)}) and is started again.`);
    }
  }

  /** The end of this one is the end of all: others could not find it again. */
  async need(name, child) {
    await child.exited;
    if (!isEnding()) this.lose(`${name} ended unexpectedly (${reasonOf(child)}).`);
  }
}

/** The child, each line of its output with its name in front. */
export function labelled(name, child) {
  for (const from of ['stdout', 'stderr']) {
    const lines = createInterface({ input: child[from] });
    lines.on('line', (line) => process[from].write(`${name} | ${line}\n`));
  }
  return child;
}

function reasonOf({ signalCode, exitCode }) {
  return signalCode ?? `status ${exitCode}`;
}
