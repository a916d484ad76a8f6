export * from './errors.js';
export { Events } from './events.js';
export { EventsModule } from './events.module.js';
export { EventStudy } from './study/event-study.js';
export { FailedEvents } from './study/failed-events.js';
export { EVENTS_MIGRATIONS } from './storage/migrations.js';
