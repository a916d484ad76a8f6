// The bundled simulator in LiveRC's place, for `npm run demo` and where LiveRC can't be reached.
import { join } from 'node:path';
import { endAllChildren, isEnding, startNode } from './children.mjs';
import { isProduction, setting } from './environment.mjs';
import { whyLivercIsUnreachable } from './liverc-reachable.mjs';
import { findFreePort, untilAnswered } from './ports.mjs';
import { UserError, say } from './say.mjs';

export const SIMULATOR = 'dist/server/apps/liverc-simulator/src/main.js';
/** About what LiveRC takes, so that a demo shows months arriving one after the other. */
const DEMO_LATENCY = ['--latency-median', '250', '--latency-sigma', '0.5'];

/** The fallback: only where nobody has said where data is to come from. */
export async function wantsDemo() {
  if (isProduction() || setting('LIVERC_BASE_URL') || setting('DATABASE_URL')) return false;
  if (setting('LIVERC_ENABLED') === 'false') return false;
  const catalogueUrl = setting('LIVERC_CATALOGUE_URL') ?? 'https://live.liverc.com/';
  // The API says what is wrong with it.
  if (!/^https?:/.test(catalogueUrl) || !URL.canParse(catalogueUrl)) return false;
  const why = await whyLivercIsUnreachable(catalogueUrl);
  if (why === null) return false;
  say(`${why}: showing demo data from the bundled simulator.`);
  return true;
}

/**
 * Starts a simulator for this process alone; gives the environment that leads the API to it.
 * `isFallback`: because LiveRC could not be reached, which pages then say.
 */
export async function startDemoSimulator(runtime, { isFallback = false } = {}) {
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
    LIVERC_DEMO: isFallback ? 'unreachable' : 'true',
    LIVERC_ENABLED: 'true',
    DATABASE_URL: undefined,
    DATABASE_LISTEN_URL: undefined,
    DATA_DIR: join(setting('DATA_DIR') ?? '.data', 'demo'),
  };
}

async function stopWith(message) {
  if (isEnding()) return;
  say(message);
  await endAllChildren();
  process.exit(1);
}
