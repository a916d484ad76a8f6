import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NOBODY = 65534;

/** How PostgreSQL's programs are run; it refuses to run as root, and must not outlive us. */
export interface Account {
  /** Words before the program: they enter a user namespace, and tie its life to ours. */
  prefix: string[];
  /** What `spawn` is to switch to; empty for our own account. */
  credentials: { uid?: number; gid?: number };
  /** The uid that must own the database's files as seen from here, where that is for us to set. */
  ownerUid?: number;
  /** False where the kernel does not end the server when this process is killed. */
  diesWithParent: boolean;
}

/** How root gives its privileges up: in a user namespace, or by becoming "nobody". */
export type RootMode = 'namespace' | 'nobody';

/**
 * As an ordinary user: ourselves. As root: "nobody" within a user namespace, where files of root
 * look like nobody's, so that a folder only root may enter works; where namespaces are forbidden
 * (many containers), the real "nobody".
 */
export async function chooseAccount(rootMode?: RootMode): Promise<Account> {
  const tied = await worksWith(['setpriv', '--pdeathsig', 'INT', '--']);
  const tie = tied ? ['setpriv', '--pdeathsig', 'INT', '--'] : [];
  if (process.getuid?.() !== 0) return { prefix: tie, credentials: {}, diesWithParent: tied };
  const enter = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  if (rootMode !== 'nobody' && (await worksWith([...enter, ...tie]))) {
    return { prefix: [...enter, ...tie], credentials: {}, ownerUid: 0, diesWithParent: tied };
  }
  const credentials = { uid: NOBODY, gid: NOBODY };
  return { prefix: tie, credentials, ownerUid: NOBODY, diesWithParent: tied };
}

/** The command line of a program under an account. */
export function commandLine(
  account: Account,
  program: string,
  args: string[],
): { command: string; args: string[] } {
  const [command = program, ...rest] = [...account.prefix, program, ...args];
  return { command, args: rest };
}

async function worksWith(prefix: string[]): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const [command = '', ...args] = [...prefix, 'true'];
  return run(command, args).then(
    () => true,
    () => false,
  );
}
