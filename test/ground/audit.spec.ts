import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(import.meta.dirname, '../../scripts/audit.mjs');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trackside-audit-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the script over an npm that prints this, with status 1 as npm does. */
async function audit(printed: string): Promise<{ code: number; told: string }> {
  const npm = join(folder, 'npm-cli.js');
  await writeFile(npm, `process.stdout.write(${JSON.stringify(printed)}); process.exitCode = 1;`);
  const env = { ...process.env, npm_execpath: npm };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, told: stdout + stderr }),
    );
  });
}

const weak = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: { weak: { name: 'weak', severity, range: '<1.2.3' } },
  });

describe('npm run audit', () => {
  it.each(['high', 'critical'])(
    'fails for a package of %s weakness, and names it',
    async (grave) => {
      const { code, told } = await audit(weak(grave));

      expect(code).toBe(1);
      expect(told).toContain(`weak <1.2.3 (${grave})`);
    },
  );

  it('passes where the weaknesses are small or none', async () => {
    const none = await audit('{"auditReportVersion":2,"vulnerabilities":{}}');

    expect((await audit(weak('moderate'))).code).toBe(0);
    expect(none.code).toBe(0);
    expect(none.told).toContain('weakness: none.');
  });

  it.each(['{"message":"405 Method Not Allowed"}', '', 'npm error'])(
    'says that nothing was looked up where the registry answers %j',
    async (printed) => {
      const { code, told } = await audit(printed);

      expect(code).toBe(0);
      expect(told).toContain('none was looked up');
    },
  );
});
