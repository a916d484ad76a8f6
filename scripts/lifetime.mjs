// Ctrl-C, SIGTERM, or the death of npm: each ends this process and its children.
import { readFileSync } from 'node:fs';
import { endAllChildren } from './children.mjs';

const PARENT_POLL_MS = 500;

let asked = false;

/** True from the moment that this process has been told to end; its exit is seen to then. */
export function isToldToEnd() {
  return asked;
}

/** Call once, first. `status` is the exit status of an end that was asked for. */
export function endOnSignals(status) {
  const end = async () => {
    asked = true;
    await endAllChildren();
    process.exit(status);
  };
  // Not SIGHUP: a handler would undo nohup, and without one a closed terminal ends us all the same.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end());
  // A process started by hand may outlive its shell (nohup); one started by npm may not.
  if (process.env['npm_lifecycle_event']) watchAncestors(() => void end());
}

/** npm passes SIGTERM only to its shell, and kill -9 to nobody. */
function watchAncestors(end) {
  const parent = process.ppid;
  const grandparent = shellsParent(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && shellsParent(parent) === grandparent) return;
    clearInterval(timer);
    end();
  }, PARENT_POLL_MS);
  timer.unref();
}

/** Who started the shell between npm and us; undefined where there is none or nobody can tell. */
function shellsParent(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    if (!/^(ba|da|z|k)?sh$/.test(name)) return undefined;
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return undefined;
  }
}
