export { fromAbortable } from './abortable.js';
export { SingleFlight } from './single-flight.js';
export { withHeartbeats } from './heartbeats.js';
