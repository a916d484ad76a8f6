import { isIP } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts, SetUpLinks } from '@trackside/accounts';
import type { Config } from './config.js';

/** Addresses on which a server listens to everybody; nobody opens them. */
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/**
 * Prints the link to the first account, where sign-in is required and nobody has one. It goes to the
 * terminal and not into the log, which is kept and read by others.
 */
export async function tellFirstLink(
  app: NestFastifyApplication,
  { auth, host, role }: Pick<Config, 'auth' | 'host' | 'role'>,
  port: number,
): Promise<void> {
  if (auth.mode === 'open' || role === 'worker') return;
  const accounts = app.get(Accounts, { strict: false });
  if (!(await accounts.isNobodyKnown())) return;
  const { path } = await app.get(SetUpLinks, { strict: false }).make(null, 'admin');
  process.stderr.write(
    `\nNobody has an account here yet. Make the first, an admin's, within 24 hours:\n\n` +
      `  http://${reachable(host)}:${port}${path}\n\n` +
      `Behind a proxy, put ${path.split('#')[0]}#token=… behind its address.\n`,
  );
}

function reachable(host: string): string {
  if (ANY_ADDRESS.has(host)) return 'localhost';
  return isIP(host) === 6 ? `[${host}]` : host;
}
