import type { PageAddress } from '../page-address.js';
import { unlessAborted } from '../sleep.js';
import type { Waiters } from '../waiters.js';
import type { RobotsTxt } from './robots-txt.js';

/**
 * Passes where robots.txt lets us ask for the page. A person does not wait for it to be read, nor
 * does work that a person joins meanwhile.
 *
 * @throws LivercForbiddenError; LivercUnavailableError where nobody waits and it can't be read; the
 *   signal's reason
 */
export async function passRobots(
  robots: RobotsTxt,
  address: PageAddress,
  waiters: Waiters,
  signal: AbortSignal,
): Promise<void> {
  if (waiters.lane === 'people') return robots.checkKnown(address);
  let endListening = () => {};
  const joined = new Promise<void>((resolve) => {
    const came = () => {
      if (waiters.lane === 'people') resolve();
    };
    endListening = waiters.listen({ came, left() {} });
  });
  const asked = robots.checkAsked(address);
  try {
    await unlessAborted(
      Promise.race([asked, joined.then(() => robots.checkKnown(address))]),
      signal,
    );
  } finally {
    endListening();
  }
}
