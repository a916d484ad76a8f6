// What the user set, in the environment or in .env, as far as the start needs to know it. The API
// checks all of it; here nothing is refused that is only odd.
import { existsSync } from 'node:fs';
import { inRoot } from './project.mjs';
import { UserError, say } from './say.mjs';

/** Reads `.env` where there is one. What the environment already says wins. */
export function loadEnvironmentFile() {
  if (!existsSync(inRoot('.env'))) return;
  if (process.loadEnvFile) {
    try {
      process.loadEnvFile(inRoot('.env'));
    } catch (error) {
      throw new UserError(`The file .env can't be read (${error.code ?? error.message}).`);
    }
  } else say(`.env is not read: Node ${process.versions.node} can't, 20.12 and newer can.`);
}

/** A variable's value, undefined when unset or empty. */
export function setting(name) {
  return process.env[name] || undefined;
}

export function isProduction() {
  return setting('NODE_ENV') === 'production';
}

/** `port` is undefined where it is not a port number: the API says so, with all other problems. */
export function listenAddress() {
  const host = setting('HOST') ?? '127.0.0.1';
  const port = Number(setting('PORT') ?? 3000);
  return { host, port: Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined };
}

/** The URL for a browser on this machine. */
export function localUrl({ host, port }) {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[host] ?? host;
  return `http://${name}:${port}/`;
}
