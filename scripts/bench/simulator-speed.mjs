// The stand-in for LiveRC must never be what is waited for.
import { captureNode } from '../children.mjs';
import { startSite } from './site.mjs';
import { goal } from './table.mjs';

const PROGRAM = 'apps/liverc-simulator/bench/pages-per-second.mjs';
const SECONDS_A_KIND = '1.5';
const LEAST_A_SECOND = 3_000;

export async function measureSimulator() {
  const site = await startSite();
  try {
    const runtime = { node: process.execPath, env: process.env };
    const { output } = await captureNode(runtime, [PROGRAM, `${site.origin}/`, SECONDS_A_KIND]);
    const kinds = [...output.matchAll(/^(.*): (\d+) pages\/s/gm)];
    if (kinds.length === 0) throw new Error(`no figures in: ${output}`);
    return kinds.map(([, kind, speed]) =>
      goal(
        `Simulator, ${kind}`,
        `${speed} pages/s`,
        `≥ ${LEAST_A_SECOND} pages/s`,
        Number(speed) >= LEAST_A_SECOND,
      ),
    );
  } finally {
    await site.stop();
  }
}
