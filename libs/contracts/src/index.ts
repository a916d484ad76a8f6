export * from './errors.js';
export * from './events.js';
export * from './jobs.js';
export * from './live-day.js';
export * from './practice-days.js';
export * from './practice-study.js';
export * from './status.js';
export * from './tracks.js';
export { collapseWhiteSpace, MAX_NAME_LENGTH } from './names.js';
