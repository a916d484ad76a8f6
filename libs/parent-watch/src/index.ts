/** How long a clean shutdown may take before the process is ended anyway. */
const SHUTDOWN_LIMIT_MS = 9_000;

/** On the process, because a preload and a built program each have a copy of this module. */
const WATCHING = Symbol.for('trackside.exitWithParent');
const marks = globalThis as { [WATCHING]?: boolean };

/**
 * Ends this process when the one that started it is gone, even by `kill -9`: nothing may keep the
 * port or the database. Started over an IPC channel (as the start script does), it notices at once
 * and behaves as on SIGTERM; started otherwise, nothing happens. May be called more than once.
 */
export function exitWithParent(): void {
  if (marks[WATCHING] || !process.channel) return;
  marks[WATCHING] = true;
  // The channel alone must not keep a process alive that has nothing left to do.
  process.channel.unref();
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    // Emitted rather than sent: on Windows a sent SIGTERM ends a process without a word.
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(1);
  });
}
