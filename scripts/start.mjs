// Every npm script comes through here. Plain Node 20 and its own modules only: nothing is installed
// yet when it starts, and the Node at hand may be too old for everything else.
import { isEnding } from './children.mjs';
import { endOnSignals } from './lifetime.mjs';
import { ROOT } from './project.mjs';
import { UserError, say } from './say.mjs';

const COMMANDS = {
  start: () => import('./command-start.mjs').then(({ start }) => start),
  demo: () => import('./command-start.mjs').then(({ demo }) => demo),
  simulator: () => import('./command-start.mjs').then(({ simulator }) => simulator),
  dev: () => import('./command-dev.mjs').then(({ dev }) => dev),
  build: () => import('./command-build.mjs').then(({ build }) => build),
  test: () => import('./command-test.mjs').then(({ test }) => test),
  browser: () => import('./command-test.mjs').then(({ browser }) => browser),
  check: () => import('./command-check.mjs').then(({ check }) => check),
};

process.chdir(ROOT);
endOnSignals();
const [name = 'start', ...args] = process.argv.slice(2);
try {
  if (!(name in COMMANDS)) {
    throw new UserError(`No command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}`);
  }
  const command = await COMMANDS[name]();
  const status = await command(args);
  // While a signal is ending us, its handler waits for the children and sets the status.
  if (!isEnding()) process.exit(status);
} catch (error) {
  if (!isEnding()) {
    say(error instanceof UserError ? error.message : error.stack);
    process.exit(1);
  }
}
