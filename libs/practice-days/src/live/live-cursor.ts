const CURSOR = /^1\.([0-9a-f-]{36})\.([0-9]{1,15})\.([0-9]{1,15})$/;

/** How much of a running day a client has received, as an SSE `id:`; any replica can go on from it. */
export interface LiveCursor {
  eventId: string;
  /** Sessions that appeared later are new to the client. */
  baseline: number;
  /** Changes up to this one were received. */
  revision: number;
}

export function encodeLiveCursor({ eventId, baseline, revision }: LiveCursor): string {
  return `1.${eventId}.${baseline}.${revision}`;
}

/** Null when the cursor is not ours. */
export function decodeLiveCursor(cursor: string | undefined): LiveCursor | null {
  const [, eventId, baseline, revision] = CURSOR.exec(cursor ?? '') ?? [];
  if (eventId === undefined) return null;
  return { eventId, baseline: Number(baseline), revision: Number(revision) };
}
