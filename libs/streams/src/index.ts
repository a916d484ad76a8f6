export { fromAbortable } from './abortable.js';
export { decodeCursor, encodeCursor, InvalidCursorError } from './cursor.js';
export { SharedReads } from './shared-reads.js';
export { SingleFlight } from './single-flight.js';
export { withHeartbeats } from './heartbeats.js';
