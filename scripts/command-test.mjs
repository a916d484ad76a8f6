// `npm test`, and the browser tests of .ci/run. Both end with one line of sums.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode } from './children.mjs';
import { makeReady } from './ready.mjs';
import { say } from './say.mjs';
import { readJestReport, settled, sumLine } from './sums.mjs';

/** More than this is no matter of a busy machine. */
const MOST_SUITES_RUN_AGAIN = 10;

/** Every test that needs no outside service; further arguments go to Jest. */
export function test(args) {
  return runAndSum(['--config', 'jest.config.mjs', ...args]);
}

/** The tests that need Chromium. */
export function browser(args) {
  return runAndSum(['--config', 'test/browser/jest.config.mjs', ...args]);
}

async function runAndSum(args) {
  const runtime = await makeReady();
  const result = await runSettled(runtime, args);
  for (const name of result.skippedNames) console.log(`skipped: ${name}`);
  for (const name of result.unsteadyNames ?? []) console.log(`unsteady: ${name}`);
  for (const name of result.failedNames) console.log(`failed: ${name}`);
  console.log(sumLine(result));
  return result.failed > 0 ? 1 : 0;
}

/**
 * As `runJest`. In CI a few suites that fail beside the others on its two busy cores run once more by
 * themselves, and that counts (docs/adr/0032-a-second-run.md).
 */
async function runSettled(runtime, args) {
  const first = await runJest(runtime, args);
  const { failedSuites } = first;
  const isWorthIt = failedSuites.length > 0 && failedSuites.length <= MOST_SUITES_RUN_AGAIN;
  if (!process.env.CI || !isWorthIt) return first;
  const paths = failedSuites.map(({ name }) => name);
  say(`Once more by themselves: ${paths.join(', ')}`);
  return settled(first, await runJest(runtime, [...args, '-w', '1', '--runTestsByPath', ...paths]));
}

/** Runs Jest with its usual output; gives the sums of `readJestReport`. */
export async function runJest(runtime, args) {
  const folder = await mkdtemp(join(tmpdir(), 'trackside-jest-'));
  const outputFile = join(folder, 'report.json');
  try {
    const jest = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${outputFile}`, ...args];
    const nodeFlags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    const status = await startNode(runtime, jest, { nodeFlags }).exited;
    const report = await readFile(outputFile, 'utf8').then(JSON.parse, () => undefined);
    const result = readJestReport(report);
    return status !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
