// Which scripts each page of the built app needs, told to the browser before it could find out: a page's
// own script is otherwise asked for only when the first ones have come and run.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the page runs before its first paint; the build fills in the list. */
const START = 'start.js';
const PLACE = 'const PAGES = [];';
/** As the build writes a route with a script of its own. */
const ROUTE =
  /path:[`"]([^`"]*)[`"](?:,pathMatch:[`"]full[`"])?,loadComponent:\(\)=>import\([`"]\.\/([^`"]+)[`"]\)/g;
const STATIC_IMPORT = /\b(?:from|import)\s*[`"]\.\/([^`"]+\.js)[`"]/g;

/** Writes the list into the built page. */
export async function nameScripts(folder) {
  const start = join(folder, START);
  const text = await readFile(start, 'utf8');
  if (!text.includes(PLACE)) throw new Error(`${START} has no place for the list of scripts`);
  const pages = (await scriptsOfPages(folder)).map(({ path, later }) => [patternOf(path), later]);
  await writeFile(start, text.replace(PLACE, `const PAGES = ${JSON.stringify(pages)};`));
}

/**
 * By the path of its route: scripts that are needed beyond the first ones, as names of files.
 *
 * @throws Error when no route is found, because the build writes them in another way
 */
export async function scriptsOfPages(folder) {
  const first = await firstScripts(folder);
  const texts = await Promise.all([...first].map((name) => readFile(join(folder, name), 'utf8')));
  const found = texts.flatMap((text) => [...text.matchAll(ROUTE)]);
  // An address of no page is rare, and its page small.
  const routes = found.filter(([, path]) => path !== '**');
  if (routes.length === 0) throw new Error('the built page has no route with a script of its own');
  return Promise.all(
    routes.map(async ([, path, script]) => {
      const all = await withImports(folder, script);
      return { path, later: [...all].filter((name) => !first.has(name)) };
    }),
  );
}

/** Scripts that every page needs: those that the page names, with all that they import. */
export async function firstScripts(folder) {
  const index = await readFile(join(folder, 'index.html'), 'utf8');
  const named = Array.from(index.matchAll(/(?:src|href)="([^"]+\.js)"/g), ([, name]) => name);
  if (named.length === 0) throw new Error('the built page names no script');
  const found = new Set();
  for (const name of named) await withImports(folder, name, found);
  return found;
}

/** A script, and what it imports without being asked. */
async function withImports(folder, name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const text = await readFile(join(folder, name), 'utf8');
  for (const [, file] of text.matchAll(STATIC_IMPORT)) await withImports(folder, file, found);
  return found;
}

/** `practice-days/:event_id` as a pattern of the address. */
function patternOf(path) {
  return `^/${path.replace(/:\w+/g, '[^/]+')}$`;
}
