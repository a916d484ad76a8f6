// The processes we start, and their end: none outlives this one, however this one ends. Each Node
// child has an IPC channel and watches it (libs/parent-watch), so that even our kill -9 ends it.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { ROOT, inRoot } from './project.mjs';

/** The API allows itself nine seconds for open streams; ten is the limit for all of it. */
const KILL_AFTER_MS = 9_500;
/** Modules as the runtime compiled them: what is started again loads in two thirds of the time. */
const COMPILED = inRoot('node_modules', '.cache', 'compiled');
const PRELOAD = pathToFileURL(inRoot('scripts', 'end-with-parent.mjs')).href;

const running = new Set();
let ending;

/** Starts a Node program under the runtime. `exited` gives its exit code, 1 where a signal ended it. */
export function startNode(runtime, args, { env = {}, stdio = 'inherit', nodeFlags = [] } = {}) {
  const [input, output, errors] = Array.isArray(stdio) ? stdio : ['ignore', stdio, stdio];
  const child = spawn(runtime.node, ['--import', PRELOAD, ...nodeFlags, ...args], {
    cwd: ROOT,
    env: {
      NODE_COMPILE_CACHE: COMPILED,
      ...runtime.env,
      ...env,
      TRACKSIDE_PARENT_PID: String(process.pid),
    },
    stdio: [input, output, errors, 'ipc'],
    windowsHide: true,
  });
  running.add(child);
  // Not "close": Node leaves that out for a child whose channel we closed.
  child.exited = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  void child.exited.then(() => running.delete(child));
  return child;
}

/** The same for a command that ends by itself; its output comes back with the exit code. */
export async function captureNode(runtime, args, options = {}) {
  const child = startNode(runtime, args, { ...options, stdio: 'pipe' });
  const chunks = [];
  const ended = [child.stdout, child.stderr].map((stream) => {
    stream.on('data', (chunk) => chunks.push(chunk));
    return new Promise((resolve) => stream.once('close', resolve));
  });
  const [code] = await Promise.all([child.exited, ...ended]);
  return { code, output: Buffer.concat(chunks).toString() };
}

/** Ends one child, or all: asks by closing the channel, which works on Windows too, then kills. */
export async function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  if (child.connected) child.disconnect();
  await child.exited;
  clearTimeout(timer);
}

export function endAllChildren() {
  ending ??= Promise.all([...running].map(endChild));
  return ending;
}

export function isEnding() {
  return ending !== undefined;
}
