// `npm run check`: format, lint, boundaries, types, tests. Every step runs, whatever failed before
// it, so that one run shows all there is to mend.
import { startNode } from './children.mjs';
import { runJest } from './command-test.mjs';
import { makeReady } from './ready.mjs';
import { say } from './say.mjs';
import { sumLine } from './sums.mjs';

const STEPS = {
  lock: ['scripts/complete-lock.mjs', '--check'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
  boundaries: [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    ...['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test', 'scripts'],
  ],
  'API description': [
    // Whatever it might tell its makers: nothing leaves this machine.
    ...['--import', './test/setup/no-outside-network.mjs'],
    ...['node_modules/@redocly/cli/bin/cli.js', 'lint', 'docs/openapi.json'],
  ],
  'API compatibility': ['scripts/openapi/judge.mjs'],
  'server types': ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  'web types': [
    'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js',
    ...['--noEmit', '-p', 'apps/web/tsconfig.json'],
  ],
  'worker types': [
    'node_modules/typescript/bin/tsc',
    ...['--noEmit', '-p', 'apps/web/worker/tsconfig.json'],
  ],
};

/** `--no-tests` leaves the tests out, for a run that has had them. Counts each step as one. */
export async function check(args) {
  const runtime = await makeReady({ build: args.includes('--no-tests') ? false : {} });
  const sums = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, command] of Object.entries(STEPS)) {
    const status = await startNode(runtime, command).exited;
    say(`${status === 0 ? 'passed' : 'FAILED'}: ${name}`);
    sums[status === 0 ? 'passed' : 'failed'] += 1;
  }
  if (!args.includes('--no-tests')) {
    const tests = await runJest(runtime, ['--config', 'jest.config.mjs']);
    for (const key of ['passed', 'failed', 'skipped']) sums[key] += tests[key];
    for (const name of tests.skippedNames) console.log(`skipped: ${name}`);
  }
  console.log(sumLine(sums));
  return sums.failed > 0 ? 1 : 0;
}
