// `npm run dev`: the server compiled again and restarted on every change, the page by Angular's own
// development server, which hands the API's paths on.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ANGULAR_ENVIRONMENT, forgetServerBuild } from './build.mjs';
import { endChild, isEnding, startNode } from './children.mjs';
import { startDemoSimulator, wantsDemo } from './demo-data.mjs';
import { listenAddress, loadEnvironmentFile, localUrl, setting } from './environment.mjs';
import { requireFreePort } from './ports.mjs';
import { RUNTIME_FOLDER } from './project.mjs';
import { makeReady } from './ready.mjs';
import { UserError, say } from './say.mjs';

const WEB_PORT = '4200';
const API = 'dist/server/apps/api/src/main.js';
const NEST = 'node_modules/@nestjs/cli/bin/nest.js';
const NG = 'node_modules/@angular/cli/bin/ng.js';

export async function dev() {
  loadEnvironmentFile();
  if (setting('PORT') === '0') {
    throw new UserError(
      'npm run dev needs to know the port of the API: set PORT, or leave it out.',
    );
  }
  const runtime = await makeReady({ build: { parts: ['server'] } });
  await requireFreePort();
  await forgetServerBuild();
  const demoEnvironment = (await wantsDemo())
    ? await startDemoSimulator(runtime, { isFallback: true })
    : {};
  const server = serveWhileCompiling(runtime, { ...demoEnvironment, ...pageOrigins() });
  const page = await servePage(runtime);
  say(`The page with hot reload: http://localhost:${WEB_PORT}/`);
  return Promise.race([server, page.exited]);
}

/** The page comes from another port than the API, which otherwise refuses foreign origins. */
function pageOrigins() {
  const own = [`http://localhost:${WEB_PORT}`, `http://127.0.0.1:${WEB_PORT}`];
  return { CORS_ORIGINS: [setting('CORS_ORIGINS'), ...own].filter(Boolean).join(',') };
}

/** Restarts the API after each successful compilation; ends when the compiler does. */
async function serveWhileCompiling(runtime, env) {
  const compiler = startNode(runtime, [NEST, 'build', '--watch', '--preserveWatchOutput'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let api;
  let restarting = Promise.resolve();
  createInterface({ input: compiler.stdout }).on('line', (line) => {
    if (line.trim() !== '') say(line);
    if (!/Found 0 errors?\b/.test(line)) return;
    restarting = restarting.then(async () => {
      if (api) await endChild(api);
      if (!isEnding()) api = startNode(runtime, ['--enable-source-maps', API], { env });
    });
  });
  return compiler.exited;
}

async function servePage(runtime) {
  const proxy = join(RUNTIME_FOLDER, 'development-proxy.json');
  const { host, port = 3000 } = listenAddress();
  const target = localUrl({ host, port });
  await writeFile(proxy, JSON.stringify({ '/api': { target, changeOrigin: true } }));
  const args = ['serve', '--host', 'localhost', '--port', WEB_PORT, '--proxy-config', proxy];
  // Angular would take PORT, which is the API's, over the port that it is told.
  const env = { ...ANGULAR_ENVIRONMENT, PORT: undefined };
  return startNode(runtime, [NG, ...args], { env });
}
