export { parseCalendar } from './calendar.js';
export { parseCatalogue } from './catalogue.js';
export { parseDashboard } from './dashboard.js';
export { parseDay } from './day.js';
export { parseEvent } from './event.js';
export { parseEvents } from './events.js';
export { parseRace } from './race.js';
export { parseSession } from './session.js';
