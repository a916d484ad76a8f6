export * from './errors.js';
export * from './events.js';
export * from './practice-days.js';
export * from './status.js';
export * from './tracks.js';
