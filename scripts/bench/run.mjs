// What every run needs: a folder of its own, and a line that says when and where it was.
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, loadavg, platform, tmpdir } from 'node:os';
import { join } from 'node:path';

export function describeRun() {
  const [cpu] = cpus();
  const load = loadavg()[0].toFixed(1);
  return (
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${platform()} ` +
    `${arch()}, ${cpus().length} × ${cpu.model.trim()}, load ${load}`
  );
}

/** Goes with this process, also when a signal ends it. */
export function makeDataDir() {
  const dataDir = mkdtempSync(join(tmpdir(), 'trackside-bench-'));
  process.once('exit', () => {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  });
  return dataDir;
}
