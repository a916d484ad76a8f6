export { CalendarModule } from './calendar.module.js';
export * from './clock.js';
export * from './freshness.js';
export * from './months.js';
export * from './range.js';
export * from './running-day.js';
