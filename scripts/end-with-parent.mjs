// Loaded before every Node program that the scripts start. Such a program hands its flags on to its
// own workers, whose channels it rules itself: they are left alone.
import { exitWithParent } from '../libs/parent-watch/src/index.ts';

/** What scripts/command-start.mjs asks npm for packages after. */
const EXIT_PACKAGE_MISSING = 4;

if (process.ppid === Number(process.env['TRACKSIDE_PARENT_PID'])) {
  exitWithParent();
  process.once('uncaughtExceptionMonitor', (error) => {
    if (!/^(ERR_)?MODULE_NOT_FOUND$|^ERR_DLOPEN_FAILED$/.test(error?.code)) return;
    process.once('exit', () => (process.exitCode = EXIT_PACKAGE_MISSING));
  });
}
