// The property of the two witnesses over 2,000 sequences; `npm test` runs 200 of them.
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode } from '../children.mjs';
import { goal } from './table.mjs';

const SEQUENCES = 2_000;
const SPEC = 'test/e2e/two-witnesses.e2e-spec.ts';
const RUNTIME = { node: process.execPath, env: process.env };

/** Another seed than the one of `npm test`, so that the two do not look at the same sequences. */
const SEED = 7;

export async function measureWitnesses({ say }) {
  const outputFile = join(tmpdir(), `trackside-witnesses-${process.pid}.json`);
  const globals = JSON.stringify({ witnesses: { runs: SEQUENCES, seed: SEED } });
  const args = ['node_modules/jest/bin/jest.js', '--config', 'jest.config.mjs'];
  args.push('--selectProjects', 'server', '--globals', globals, '-w', '1');
  args.push('--json', `--outputFile=${outputFile}`, SPEC);
  const nodeFlags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const startedAt = performance.now();
  try {
    const status = await startNode(RUNTIME, args, { nodeFlags }).exited;
    const report = JSON.parse(await readFile(outputFile, 'utf8'));
    const failures = report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.flatMap(({ failureMessages }) => failureMessages),
    );
    for (const failure of failures) say(failure);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const holds = status === 0 && report.numPassedTests === 1;
    return [
      goal(
        `Two witnesses: ${SEQUENCES} sequences of true and false pages, seed ${SEED}`,
        holds ? `all hold, ${seconds} s` : 'one does not hold',
        'all hold',
        holds,
      ),
    ];
  } finally {
    await rm(outputFile, { force: true });
  }
}
