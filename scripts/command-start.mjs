// `npm start`, `npm run demo`, `npm run simulator`.
import { join } from 'node:path';
import { endAllChildren, isEnding, startNode } from './children.mjs';
import {
  isProduction,
  listenAddress,
  loadEnvironmentFile,
  localUrl,
  setting,
} from './environment.mjs';
import { isLivercReachable } from './liverc-reachable.mjs';
import { findFreePort, statusOf, whyNotListen } from './ports.mjs';
import { makeReady } from './ready.mjs';
import { UserError, say } from './say.mjs';

const API = 'dist/server/apps/api/src/main.js';
const SIMULATOR = 'dist/server/apps/liverc-simulator/src/main.js';
const SIMULATOR_PORT = '3999';
/** About what LiveRC takes, so that a demo shows months arriving one after the other. */
const DEMO_LATENCY = ['--latency-median', '250', '--latency-sigma', '0.5'];
/** A copy that was just stopped may hold its port a moment longer. */
const PORT_PATIENCE_MS = 4_000;
const STILL_STARTING_MS = 5_000;

export async function start() {
  loadEnvironmentFile();
  const runtime = await makeReady();
  await requireFreePort();
  const demoEnvironment = (await wantsDemo()) ? await startDemoSimulator(runtime) : {};
  return serve(runtime, demoEnvironment);
}

export async function demo() {
  loadEnvironmentFile();
  if (isProduction()) {
    throw new UserError('NODE_ENV is production: demo data is never shown there. Use npm start.');
  }
  const runtime = await makeReady();
  await requireFreePort();
  return serve(runtime, await startDemoSimulator(runtime));
}

export async function simulator(args) {
  const runtime = await makeReady({ build: { parts: ['server'] } });
  const hasPort = args.some((arg) => /^--port(=|$)/.test(arg));
  const child = startNode(runtime, [
    SIMULATOR,
    ...(hasPort ? [] : ['--port', SIMULATOR_PORT]),
    ...args,
  ]);
  return child.exited;
}

/** The fallback of `api.md` §1: only where nobody has said where data is to come from. */
async function wantsDemo() {
  if (isProduction() || setting('LIVERC_BASE_URL') || setting('DATABASE_URL')) return false;
  if (setting('LIVERC_ENABLED') === 'false') return false;
  const catalogueUrl = setting('LIVERC_CATALOGUE_URL') ?? 'https://live.liverc.com/';
  if (await isLivercReachable(catalogueUrl)) return false;
  say('LiveRC could not be reached: showing demo data from the bundled simulator.');
  return true;
}

/** Starts a simulator for this process alone; gives the environment that leads the API to it. */
async function startDemoSimulator(runtime) {
  const port = await findFreePort();
  const child = startNode(runtime, [SIMULATOR, '--port', String(port), ...DEMO_LATENCY], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const catalogueUrl = `http://127.0.0.1:${port}/`;
  if (!(await untilAnswered(catalogueUrl, child, 'The simulator'))) {
    throw new UserError('The simulator did not start.');
  }
  void child.exited.then(() => stopWith('The simulator ended unexpectedly.'));
  if (setting('DATABASE_URL')) {
    say('DATABASE_URL is not used: demo data has a database of its own.');
  }
  return {
    LIVERC_BASE_URL: `http://127.0.0.1:${port}/{slug}`,
    LIVERC_CATALOGUE_URL: catalogueUrl,
    LIVERC_DEMO: 'true',
    LIVERC_ENABLED: 'true',
    DATABASE_URL: undefined,
    DATA_DIR: join(setting('DATA_DIR') ?? '.data', 'demo'),
  };
}

/** Runs the API until it ends; gives its exit status. */
async function serve(runtime, env) {
  const child = startNode(runtime, [API], { env });
  const address = listenAddress();
  if (address.port !== undefined) {
    const answered = await untilAnswered(`${localUrl(address)}readyz`, child, 'Trackside');
    if (answered) announce(address, env);
  }
  const status = await child.exited;
  if (!isEnding()) await endAllChildren();
  return status;
}

function announce(address, env) {
  const source = env['LIVERC_DEMO'] ? ' (demo data)' : '';
  process.stdout.write(`Trackside is running at ${localUrl(address)}${source}\n`);
}

/** True as soon as the URL answers with 200; false when the process ends before that. */
async function untilAnswered(url, child, name) {
  let ended = false;
  void child.exited.then(() => (ended = true));
  let saidAt = Date.now();
  while (!ended) {
    if ((await statusOf(url)) === 200) return true;
    if (Date.now() - saidAt > STILL_STARTING_MS) {
      say(`${name} is still starting …`);
      saidAt = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

async function requireFreePort() {
  const { host, port } = listenAddress();
  if (port === undefined) return;
  const deadline = Date.now() + PORT_PATIENCE_MS;
  let reason = await whyNotListen(port, host);
  while (reason === 'EADDRINUSE' && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    reason = await whyNotListen(port, host);
  }
  if (reason === 'EADDRINUSE') {
    throw new UserError(
      `Port ${port} of ${host} is taken by another program. Stop that one, or choose another ` +
        `port: PORT=${port + 1} npm start (and DATA_DIR=… for a second copy of Trackside).`,
    );
  }
  if (reason)
    throw new UserError(`Can't listen on ${host}:${port} (${reason}). Set HOST and PORT.`);
}

async function stopWith(message) {
  if (isEnding()) return;
  say(message);
  await endAllChildren();
  process.exit(1);
}
