import { type ChannelName, tell, type Through } from '@trackside/database';

/** What a caller was let in by and no longer is. */
export interface AccessEnded {
  kind: 'session' | 'key' | 'user';
  id: string;
}

/** Where processes tell each other whose access has ended. */
export const ACCESS_ENDS: ChannelName = 'trackside_access_ends';

export async function tellAccessEnded(through: Through, ended: AccessEnded): Promise<void> {
  await tell(through, ACCESS_ENDS, JSON.stringify(ended));
}
