import { type ChannelName, tell, type Through } from '@trackside/database';

/** Where processes tell each other that somebody's access has ended; each looks whose. */
export const ACCESS_ENDS: ChannelName = 'trackside_access_ends';

export async function tellAccessEnded(through: Through): Promise<void> {
  await tell(through, ACCESS_ENDS, '');
}
