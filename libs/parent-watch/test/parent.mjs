// Starts the child as the start script does, then waits to be killed.
import { spawn } from 'node:child_process';

const child = new URL('./child.mjs', import.meta.url).pathname;
spawn(process.execPath, [child, ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
setInterval(() => undefined, 60_000);
