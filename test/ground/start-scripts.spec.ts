import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isNewEnough } from '../../scripts/runtime.mjs';
import { SmallProject } from './small-project.js';
import { readJestReport, settled, sumLine } from '../../scripts/sums.mjs';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

describe('the runtime', () => {
  it.each([
    ['20.20.2', false],
    ['22.21.9', false],
    ['22.22.0', true],
    ['23.11.0', false],
    ['24.14.1', false],
    ['24.15.0', true],
    ['26.0.0', true],
  ])('is new enough for Node %s: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});

describe('the sums of a test run', () => {
  const passed = { status: 'passed', fullName: 'reads a page' };
  const report = {
    success: true,
    numPassedTests: 1,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [{ assertionResults: [passed] }],
  };

  it('name what was skipped', () => {
    const skipped = { status: 'pending', fullName: 'needs captures' };
    const result = readJestReport({
      ...report,
      testResults: [{ assertionResults: [passed, skipped] }],
    });

    expect(result).toMatchObject({ passed: 1, failed: 0, skippedNames: ['needs captures'] });
    expect(sumLine(result)).toBe('1 passed, 0 failed, 1 skipped');
  });

  it('leave skips out when there are none', () => {
    expect(sumLine(readJestReport(report))).toBe('1 passed, 0 failed');
  });

  it('count a suite that did not run as failed', () => {
    const broken = { ...report, success: false, numRuntimeErrorTestSuites: 1 };

    expect(readJestReport(broken).failed).toBe(1);
  });

  it('count a run without tests, without report, or failed for another cause as failed', () => {
    expect(readJestReport({ ...report, numPassedTests: 0, testResults: [] }).failed).toBe(1);
    expect(readJestReport(undefined).failed).toBe(1);
    expect(readJestReport({ ...report, success: false }).failed).toBe(1);
  });
});

describe('a run whose failed suites have run once more', () => {
  const suite = (name: string, tests: Record<string, 'passed' | 'failed' | 'pending'>) => ({
    name,
    status: Object.values(tests).includes('failed') ? 'failed' : 'passed',
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
  });
  const run = (...suites: ReturnType<typeof suite>[]) => {
    const tests = suites.flatMap(({ assertionResults }) => assertionResults);
    const count = (wanted: string) => tests.filter(({ status }) => status === wanted).length;
    return readJestReport({
      success: count('failed') === 0,
      numPassedTests: count('passed'),
      numFailedTests: count('failed'),
      numRuntimeErrorTestSuites: 0,
      testResults: suites,
    });
  };
  const steady = suite('a', { 'reads a page': 'passed', 'needs captures': 'pending' });
  const first = run(steady, suite('b', { waits: 'failed', tells: 'failed', ends: 'passed' }));

  it('counts their second run and names what is unsteady', () => {
    const second = run(suite('b', { waits: 'passed', tells: 'passed', ends: 'passed' }));
    const result = settled(first, second);

    expect(sumLine(result)).toBe('4 passed, 0 failed, 1 skipped');
    expect(result.unsteadyNames).toEqual(['waits', 'tells']);
  });

  it('has failed where one of them fails again', () => {
    const second = run(suite('b', { waits: 'passed', tells: 'failed', ends: 'passed' }));
    const result = settled(first, second);

    expect(sumLine(result)).toBe('3 passed, 1 failed, 1 skipped');
    expect(result).toMatchObject({ unsteadyNames: ['waits'], failedNames: ['tells'] });
  });

  it('has failed where the second run came to nothing', () => {
    expect(settled(first, readJestReport(undefined)).failed).toBe(1);
  });
});

describe('the start script', () => {
  it('names its commands when it is given another', async () => {
    const { status, output } = await run(['fly']);

    expect(status).toBe(1);
    expect(output).toContain('No command "fly". There are: start, demo, simulator, replicas, dev');
  });
});

describe('a start in a folder that can not be used', () => {
  let project: SmallProject;

  beforeEach(async () => {
    project = await SmallProject.make();
  });

  afterEach(() => project.remove());

  it('names an .env that can not be read', async () => {
    await project.run(['build', '--if-stale']);
    await project.write('.env/inside', '');
    const { status, output } = await project.run(['start']);

    expect(status).toBe(1);
    expect(output).toMatch(/^The file \.env can't be read \(E[A-Z_]+\)\.\n$/);
  });

  it('says what the system refuses, without a stack', async () => {
    await project.write('.runtime', 'a file where a folder should be');
    const { status, output } = await project.run(['build']);

    expect(status).toBe(1);
    expect(output).toMatch(/^The system refuses what is needed here: E[A-Z]+.*\.runtime'\n$/);
  });
});

async function run(args: string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [START, ...args]);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, output };
}
