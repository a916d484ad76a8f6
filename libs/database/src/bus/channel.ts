import { runSql, type Through } from '../run-sql.js';

/** What messages are about, as PostgreSQL's NOTIFY names it: `trackside_` and lower case letters. */
export type ChannelName = `trackside_${string}`;

/** PostgreSQL takes no payload of 8,000 bytes. */
const MOST_PAYLOAD_BYTES = 7_999;
/** An identifier that needs no quotes and is not cut. */
const CHANNEL = /^trackside_[a-z][a-z_]{0,50}$/;

/** @throws Error when the name can't stand in a statement as it is */
export function checkChannel(channel: string): void {
  if (CHANNEL.test(channel)) return;
  throw new Error(`expected a channel like trackside_months, got ${JSON.stringify(channel)}`);
}

/**
 * Sends a message to all processes that listen, this one too. Within a transaction it leaves with the
 * commit, and one that stands there twice leaves once; outside it leaves at once.
 *
 * @param payload at most 7,999 bytes, as UTF-8: what has changed, not what it is now
 * @throws Error when the payload is longer, or the name can't be a channel's
 */
export async function tell(through: Through, channel: ChannelName, payload: string): Promise<void> {
  checkChannel(channel);
  const bytes = Buffer.byteLength(payload);
  if (bytes > MOST_PAYLOAD_BYTES) {
    throw new Error(
      `expected a payload of ${MOST_PAYLOAD_BYTES} bytes at most, got ${bytes} for ${channel}`,
    );
  }
  await runSql(through, 'SELECT pg_notify(:channel, :payload)', { channel, payload });
}
