import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = 'libs/parent-watch/src/index.ts';
const SCRIPT = 'scripts/say.mjs';
const SPEC = 'libs/parent-watch/test/parent-watch.spec.ts';
const BROWSER_SPEC = 'test/browser/size.spec.ts';
const JSON_SUITE = 'test/e2e/tracks.e2e-spec.ts';
const STREAM_SUITE = 'test/e2e/stream-clients.e2e-spec.ts';
const FETCHING = "it('asks', async () => {\n  expect((await fetch('/')).ok).toBe(true);\n});\n";
const LONG_FUNCTION = `export function long(): void {\n${'  String(1);\n'.repeat(40)}}\n`;

/** What is wrong, where it stands, its text, and the rule that objects. */
const OFFENCES: [what: string, file: string, text: string, rule: string][] = [
  ['a file of more than 300 lines', SOURCE, 'String(1);\n'.repeat(301), 'max-lines'],
  ['a script of more than 300 lines', SCRIPT, 'String(1);\n'.repeat(301), 'max-lines'],
  ['a function of more than 40 lines', SOURCE, LONG_FUNCTION, 'max-lines-per-function'],
  [
    'a promise that nobody waits for',
    SOURCE,
    'export function f(): void {\n  Promise.resolve(1);\n}\n',
    '@typescript-eslint/no-floating-promises',
  ],
  [
    'a library that reads the environment',
    SOURCE,
    "export const port = process.env['PORT'];\n",
    'no-restricted-syntax',
  ],
  [
    'an expression that a text makes try again and again',
    SOURCE,
    'export const slow = /^(?:a+)+$/;\n',
    'regexp/no-super-linear-backtracking',
  ],
  [
    'a script that looks from each place to the end',
    SCRIPT,
    "export const trimmed = 'a '.replace(/\\s+$/, '');\n",
    'regexp/no-super-linear-move',
  ],
  [
    'a test that runs alone',
    SPEC,
    "it.only('alone', () => undefined);\n",
    'no-restricted-properties',
  ],
  [
    'a browser case that sleeps',
    BROWSER_SPEC,
    "it('sleeps', async () => {\n  expect(await page.waitForTimeout(9)).toBe(1);\n});\n",
    'no-restricted-syntax',
  ],
  [
    'a browser case that asserts nothing',
    BROWSER_SPEC,
    "it('asserts nothing', () => page.click('a'));\n",
    'no-restricted-syntax',
  ],
  ['a JSON suite that asks with fetch', JSON_SUITE, FETCHING, 'no-restricted-globals'],
  [
    'a test of a JSON suite that runs alone by another name',
    JSON_SUITE,
    "fit('alone', () => undefined);\n",
    'no-restricted-globals',
  ],
];

/** What no rule objects to. */
const INNOCENT: [what: string, file: string, text: string][] = [
  ['a test be as long as it has to be', SPEC, LONG_FUNCTION],
  ['a suite of streams ask with fetch', STREAM_SUITE, FETCHING],
];

describe('the linter', () => {
  let broken: string[][];

  beforeAll(async () => {
    broken = await lint([...OFFENCES, ...INNOCENT].map(([, file, text]) => [file, text]));
  }, 120_000);

  it.each(OFFENCES.map(([what, , , rule], index) => ({ what, rule, index })))(
    'objects to $what',
    ({ rule, index }) => {
      expect(broken[index]).toContain(rule);
    },
  );

  it.each(INNOCENT.map(([what], index) => ({ what, index })))('lets $what', ({ index }) => {
    expect(broken[OFFENCES.length + index]).toEqual([]);
  });
});

/** Names of the rules that each text breaks, were it in that file. */
async function lint(texts: string[][]): Promise<string[][]> {
  const args = ['test/ground/lint-texts.mjs', JSON.stringify(texts)];
  // Where CI is set, the parser would take the files themselves, not the texts it is given.
  const env = { ...process.env, TSESTREE_SINGLE_RUN: 'false' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return JSON.parse(stdout) as string[][];
}
