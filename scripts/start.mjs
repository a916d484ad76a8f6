// Every npm script comes through here. Plain Node 20 and its own modules only: nothing is installed
// yet when it starts, and the Node at hand may be too old for everything else.
import { endAllChildren } from './children.mjs';
import { endOnSignals, isToldToEnd } from './lifetime.mjs';
import { ROOT } from './project.mjs';
import { UserError, say } from './say.mjs';

const COMMANDS = {
  start: () => import('./command-start.mjs').then(({ start }) => start),
  demo: () => import('./command-start.mjs').then(({ demo }) => demo),
  simulator: () => import('./command-start.mjs').then(({ simulator }) => simulator),
  replicas: () => import('./command-replicas.mjs').then(({ replicas }) => replicas),
  dev: () => import('./command-dev.mjs').then(({ dev }) => dev),
  build: () => import('./command-build.mjs').then(({ build }) => build),
  test: () => import('./command-test.mjs').then(({ test }) => test),
  browser: () => import('./command-test.mjs').then(({ browser }) => browser),
  check: () => import('./command-check.mjs').then(({ check }) => check),
  pages: () => import('./command-pages.mjs').then(({ pages }) => pages),
  reparse: () => import('./command-reparse.mjs').then(({ reparse }) => reparse),
  bench: () => import('./command-bench.mjs').then(({ bench }) => bench),
  chaos: () => import('./command-chaos.mjs').then(({ chaos }) => chaos),
  openapi: () => import('./command-openapi.mjs').then(({ openapi }) => openapi),
  fuzz: () => import('./command-fuzz.mjs').then(({ fuzz }) => fuzz),
};

process.chdir(ROOT);
const [name = 'start', ...args] = process.argv.slice(2);
// A server that is told to stop has done its work; tests or a build that are stopped have not.
endOnSignals(['start', 'demo', 'simulator', 'replicas', 'dev'].includes(name) ? 0 : 1);
const status = await run().catch(async (error) => {
  if (!isToldToEnd()) say(describeFailure(error));
  return 1;
});
// While a signal is ending us, its handler waits for the children and sets the status.
if (!isToldToEnd()) {
  await endAllChildren();
  process.exit(status);
}

/** Of a cause outside our code no stack: a full disk, a folder that may not be written to. */
function describeFailure(error) {
  if (error instanceof UserError) return error.message;
  if (error.syscall === undefined) return error.stack;
  return `The system refuses what is needed here: ${error.message}`;
}

async function run() {
  if (!(name in COMMANDS)) {
    throw new UserError(`No command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}`);
  }
  const command = await COMMANDS[name]();
  return command(args);
}
