// Runs a program that is not ours and ends it with whoever started us, however that ended: our IPC
// channel closes then, which comes as SIGTERM (see scripts/end-with-parent.mjs).
//
//   node guard.mjs <program> <arguments…>
import { spawn } from 'node:child_process';

/** For a program that does not end when it is asked to. */
const KILL_AFTER_MS = 5_000;

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  windowsHide: true,
});
child.once('error', ({ message }) => {
  process.stderr.write(`${program} can't be started: ${message}\n`);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
  });
}
