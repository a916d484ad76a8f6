// The rows of the result, and how they are shown: Markdown, so that they can go into the docs.

/**
 * A figure with a goal: `met` tells whether it is reached.
 *
 * @param cause why not, where that can be told
 */
export function goal(what, measured, wanted, met, cause = '') {
  return { what, measured, wanted, met, cause };
}

/** A figure that nothing is asked of. */
export function fact(what, measured) {
  return { what, measured, wanted: '', met: undefined };
}

/** Below the table stands why goals were missed. */
export function printTable(rows) {
  const cells = rows.map(({ what, measured, wanted, met }) => [
    what,
    wanted,
    measured,
    met === undefined ? '' : met ? 'ok' : 'NOT MET',
  ]);
  const lines = [['', 'goal', 'measured', ''], ...cells];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((line) => line[at].length), 3));
  const print = (line) => `| ${line.map((text, at) => text.padEnd(widths[at])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const missed = rows.filter(({ met, cause }) => met === false && cause);
  const causes = missed.map(({ what, cause }) => `- ${what}: ${cause}`);
  const table = [print(lines[0]), rule, ...lines.slice(1).map(print)];
  return [...table, ...(causes.length > 0 ? ['', ...causes] : [])].join('\n');
}
