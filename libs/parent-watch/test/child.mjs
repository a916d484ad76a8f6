// Says when it is up and when it shuts down; its port shows whether it lives.
import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { exitWithParent } from '../src/index.ts';
// A second copy of the module, as the preload of the start script and the built program have it.
import { exitWithParent as exitWithParentToo } from '../src/index.ts?copy';

exitWithParent();
exitWithParentToo();
const server = createServer().listen(0, '127.0.0.1', () => {
  process.stdout.write(`${server.address().port}\n`);
});
if (process.argv[2] === 'clean') {
  // Takes its time, and hears the signal once only: ended before that, it leaves no word.
  process.once('SIGTERM', () => {
    setTimeout(() => server.close(() => writeFileSync(process.argv[3], 'clean')), 300);
  });
}
