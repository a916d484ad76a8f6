// Says when it is up and when it shuts down; its port shows whether it lives.
import { createServer } from 'node:net';
import { exitWithParent } from '../src/index.ts';

exitWithParent();
exitWithParent();
const server = createServer().listen(0, '127.0.0.1', () => {
  process.stdout.write(`${server.address().port}\n`);
});
if (process.argv[2] === 'clean') process.on('SIGTERM', () => server.close());
