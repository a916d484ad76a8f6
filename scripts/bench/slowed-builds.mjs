// Builds that are worse than they should be, and whether the quick benchmark catches each of them.
import { pathToFileURL } from 'node:url';
import { captureNode } from '../children.mjs';
import { inRoot } from '../project.mjs';
import { UserError } from '../say.mjs';
import { goal } from './table.mjs';

const SLOWED = pathToFileURL(inRoot('scripts', 'bench', 'slowed.mjs')).href;
const RUNTIME = { node: process.execPath, env: process.env };

/** See slowed.mjs, with the row of the table that has to fail. */
const CAUGHT_BY = {
  pause: /^\| .*× (?:ideal client|its page) .*NOT MET/m,
  'no-cache': /^\| Second call, .*requests .*NOT MET/m,
  doubled: /^\| Cold, .*requests, .*NOT MET/m,
};

/**
 * What the API's process gets in order to be worse in that way; nothing where none is named.
 *
 * @throws UserError for a way that there is not
 */
export function slowedOwn(way) {
  if (way === undefined) return {};
  if (!(way in CAUGHT_BY)) {
    throw new UserError(`Not slowed by "${way}", but by ${Object.keys(CAUGHT_BY).join(', ')}`);
  }
  return { env: { BENCH_SLOWED: way }, nodeFlags: ['--import', SLOWED] };
}

/** Runs the quick benchmark of each worse build: it has to fail, and for the right reason. */
export async function measureSlowedBuilds({ say }) {
  const rows = [];
  for (const [way, reason] of Object.entries(CAUGHT_BY)) {
    const args = ['scripts/bench/main.mjs', '--quick', '--slowed', way];
    const { code, output } = await captureNode(RUNTIME, args);
    const isCaught = code === 1 && reason.test(output);
    if (!isCaught) say(output);
    const measured = isCaught ? 'caught' : `not caught, status ${code}`;
    rows.push(goal(`Quick benchmark of a build slowed by ${way}`, measured, 'caught', isCaught));
  }
  return rows;
}
