// `npm run audit`: known weaknesses of the packages that the server needs. Status 1 for high and
// critical ones. Not every registry answers that question; one that does not is named, and status 0.
import { execFile } from 'node:child_process';
import { findNpm } from './npm.mjs';
import { inRoot } from './project.mjs';
import { listSome, say } from './say.mjs';

const GRAVE = new Set(['high', 'critical']);

/** What npm prints, whatever its status: that is 1 both for weaknesses and for no answer. */
async function ask() {
  const command = [await findNpm(), 'audit', '--omit=dev', '--json'];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: inRoot() }, (_error, output) => resolve(output));
  });
}

function read(output) {
  try {
    return JSON.parse(output);
  } catch {
    return {};
  }
}

const { auditReportVersion, vulnerabilities, message = 'no answer' } = read(await ask());
if (auditReportVersion === undefined) {
  say(`The registry does not tell weaknesses of packages, so none was looked up: ${message}`);
} else {
  const grave = Object.values(vulnerabilities).filter(({ severity }) => GRAVE.has(severity));
  const names = grave.map(({ name, severity, range }) => `${name} ${range} (${severity})`);
  say(`Packages of the server with a grave known weakness: ${listSome(names) || 'none'}.`);
  process.exitCode = grave.length > 0 ? 1 : 0;
}
