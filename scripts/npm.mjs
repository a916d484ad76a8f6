// npm, and what is asked of it each time.
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from './say.mjs';

/** What an installation must not take from the user's npm configuration, and what it need not say. */
export const NPM_FLAGS = [
  '--ignore-scripts',
  '--no-dry-run',
  '--no-global',
  '--package-lock',
  '--no-package-lock-only',
  '--install-strategy=hoisted',
  `--os=${process.platform}`,
  `--cpu=${process.arch}`,
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** npm's own program: the one that runs us, else the one beside Node. */
export async function findNpm() {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const below = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin');
  const running = process.env['npm_execpath'] ?? '';
  const candidates = [
    ...(running.endsWith('npm-cli.js') ? [running] : []),
    beside,
    join(below, 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  for (const candidate of candidates) {
    if (
      candidate &&
      (await access(candidate).then(
        () => true,
        () => false,
      ))
    )
      return candidate;
  }
  throw new UserError('npm was not found. Run this through npm: npm start');
}
