import { readCommandLine } from './command-line.js';
import { HELP } from './help.js';
import { Simulator } from './simulator.js';

async function run(): Promise<void> {
  const { help, exitWithParent, options } = readCommandLine(process.argv.slice(2));
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const simulator = new Simulator(options);
  const { baseUrl, catalogueUrl } = await simulator.start();
  process.stdout.write(`LiveRC simulator: ${catalogueUrl}\n`);
  process.stdout.write(`LIVERC_BASE_URL=${baseUrl}\nLIVERC_CATALOGUE_URL=${catalogueUrl}\n`);
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // The parent holds the other end of stdin: it closes when the parent ends, however it ends.
  if (exitWithParent) process.stdin.once('end', stop).once('error', stop).resume();
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
