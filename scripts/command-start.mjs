// `npm start`, `npm run demo`, `npm run simulator`.
import { isEnding, startNode } from './children.mjs';
import { SIMULATOR, startDemoSimulator, wantsDemo } from './demo-data.mjs';
import { isProduction, listenAddress, loadEnvironmentFile, localUrl } from './environment.mjs';
import { STILL_STARTING_MS, requireFreePort } from './ports.mjs';
import { forgetPackagesLeftOut } from './install.mjs';
import { makeReady } from './ready.mjs';
import { say, UserError } from './say.mjs';
import { SERVER_FLAGS } from './server-flags.mjs';

const API = 'dist/server/apps/api/src/main.js';
const SIMULATOR_PORT = '3999';
/** Of the API, and of any program for want of a module: a package is not installed. */
const EXIT_PACKAGE_MISSING = 4;

export async function start() {
  loadEnvironmentFile();
  const runtime = await makeReady();
  await requireFreePort();
  const demoEnvironment = (await wantsDemo())
    ? await startDemoSimulator(runtime, { isFallback: true })
    : {};
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

/** Runs the API until it ends; gives its exit status. */
async function serve(runtime, env) {
  const child = startNode(runtime, [API], { env, nodeFlags: SERVER_FLAGS });
  const port = await untilListening(child);
  if (port !== undefined) announce({ ...listenAddress(), port }, env);
  const status = await child.exited;
  if (isEnding()) return status;
  if (status === EXIT_PACKAGE_MISSING) {
    await forgetPackagesLeftOut();
    return 1;
  }
  const killed =
    child.signalCode === null ? undefined : `was ended from outside by ${child.signalCode}`;
  // One that never ran has said itself what is wrong, unless it was killed.
  if (killed) say(`The server ${killed}. What was read is kept: start it again.`);
  else if (port !== undefined && status !== 0) {
    say(`The server ended by itself (status ${status}). What was read is kept: start it again.`);
  }
  return status;
}

/** The port that the API says it has, undefined when it ends without one. */
async function untilListening(child) {
  const timer = setInterval(() => say('Trackside is still starting …'), STILL_STARTING_MS);
  const told = new Promise((resolve) => {
    child.on('message', ({ listeningPort } = {}) => listeningPort && resolve(listeningPort));
  });
  const port = await Promise.race([told, child.exited.then(() => undefined)]);
  clearInterval(timer);
  return port;
}

function announce(address, env) {
  const source = env['LIVERC_DEMO'] ? ' (demo data)' : '';
  process.stdout.write(`Trackside is running at ${localUrl(address)}${source}\n`);
}
