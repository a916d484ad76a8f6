import { spawn } from 'node:child_process';

/** Runs in a process of its own: its input ends when its parent does, however that died. */
const SCRIPT = `
  process.stdin.resume();
  const send = (signal) => {
    try { process.kill(Number(process.argv[1]), signal); } catch { process.exit(); }
  };
  process.stdin.on('end', () => {
    send('SIGINT');
    setTimeout(send, 8000, 'SIGQUIT');
    setTimeout(send, 12000, 'SIGKILL');
    setInterval(send, 200, 0);
  });
`;

/** Ends the server after us where the kernel does not (no Linux, or no `setpriv`). */
export function watchOver(serverPid: number): void {
  const child = spawn(process.execPath, ['-e', SCRIPT, '--', String(serverPid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as { unref?: () => void }).unref?.();
}
