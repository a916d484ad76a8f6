import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameScripts } from '../../scripts/page-scripts.mjs';

const FILES = {
  'index.html': '<script src="start.js"></script><script src="main-1.js" type="module"></script>',
  'start.js': '(() => { const PAGES = []; })();',
  'main-1.js':
    'import{a}from"./chunk-core.js";const r=[{path:`day/:id`,loadComponent:()=>import(`./chunk-day.js`)},' +
    '{path:`**`,loadComponent:()=>import(`./chunk-none.js`)}]',
  'chunk-core.js': 'export{a}',
  'chunk-day.js': 'import{a}from"./chunk-core.js";import{b}from"./chunk-chart.js"',
  'chunk-chart.js': 'export{b}',
  'chunk-none.js': '',
};

describe('the built page', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trackside-scripts-'));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('knows at its start the scripts of each page beyond those that all pages need', async () => {
    await nameScripts(folder);

    expect(await readFile(join(folder, 'start.js'), 'utf8')).toBe(
      '(() => { const PAGES = [["^/day/[^/]+$",["chunk-day.js","chunk-chart.js"]]]; })();',
    );
  });

  it('is not built where its routes are written in a way that nobody reads', async () => {
    await writeFile(join(folder, 'main-1.js'), 'const r = []');

    await expect(nameScripts(folder)).rejects.toThrow('no route with a script of its own');
  });
});
