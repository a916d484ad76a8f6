import { compareSessions } from './compare-sessions.js';
import { driverFigures } from './driver-figures.js';
import { eventRaces } from './event-races.js';
import { findEvents } from './find-events.js';
import { findTrack } from './find-track.js';
import { listPracticeDays } from './list-practice-days.js';
import { listSessions } from './list-sessions.js';
import { raceResults } from './race-results.js';
import { sessionLaps } from './session-laps.js';
import type { Tool } from './tool.js';
import { whoPractised } from './who-practised.js';

/** In the order in which they lead from one to the next. */
export const TOOLS: readonly Tool[] = [
  findTrack,
  listPracticeDays,
  listSessions,
  sessionLaps,
  compareSessions,
  whoPractised,
  driverFigures,
  findEvents,
  eventRaces,
  raceResults,
];
