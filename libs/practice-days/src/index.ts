export { Clock } from './clock.js';
export { DiscoveryFailedError, type DiscoveryRequest } from './discovery-request.js';
export { KnownPracticeDays, type KnownPractice } from './known-practice-days.js';
export { type PracticeDaysOptions } from './options.js';
export { PracticeDaysModule } from './practice-days.module.js';
export { PracticeDiscovery, type StreamedRecord } from './practice-discovery.js';
export { latestToday } from './freshness.js';
export { defaultDates } from './range.js';
export * from './storage/migrations.js';
