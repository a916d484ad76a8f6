import type { IncomingMessage } from 'node:http';

/** `version-trace-parent-flags`, in small letters; neither id is all zeros (W3C Trace Context, 3.2). */
const TRACE_PARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(-.*)?$/;
const VERSION = '00';
/** A later version may say more; nothing that anybody means needs this much. */
const MOST_LENGTH = 512;

/** The trace that a `traceparent` names; null for one that is broken, endless or not there. */
export function traceIdOf(header: unknown): string | null {
  if (typeof header !== 'string' || header.length > MOST_LENGTH) return null;
  const [, version, traceId, parentId, more] = TRACE_PARENT.exec(header) ?? [];
  if (!traceId || version === 'ff' || (version === VERSION && more !== undefined)) return null;
  return /^0+$/.test(traceId) || /^0+$/.test(parentId!) ? null : traceId;
}

/** Traces that are made here, of requests that named none. */
const begun = new WeakMap<IncomingMessage, string>();

export function noteTrace(request: IncomingMessage, traceId: string): void {
  begun.set(request, traceId);
}

/** The trace that lines of the log name: that of whoever asks, else one made here; null without any. */
export function tracedBy(request: IncomingMessage): string | null {
  return begun.get(request) ?? traceIdOf(request.headers['traceparent']);
}
