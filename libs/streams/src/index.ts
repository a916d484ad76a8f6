export { fromAbortable } from './abortable.js';
export { withHeartbeats } from './heartbeats.js';
