import { dayNumberOf } from './dates.js';
import { Random } from './random.js';
import type { Track } from './tracks.js';
import type { World } from './world.js';

export type TrackStatus = 'racing' | 'practice' | 'idle';

export interface Activity {
  status: TrackStatus;
  live_video: boolean;
}

/**
 * What a track is doing today: racing only with an event today, practice only with practice today.
 * Not every track that was active today still is.
 */
export function trackStatus(world: World, track: Track): Activity {
  const { today } = world;
  const random = new Random(world.seed, 'status', track.index, dayNumberOf(today));
  const stillGoing = random.chance(0.6);
  const video = random.next();
  if (stillGoing && racesOn(world, track, today))
    return { status: 'racing', live_video: video < 0.3 };
  if (stillGoing && world.daysOf(track, today.slice(0, 7))[0]?.date === today) {
    return { status: 'practice', live_video: video < 0.15 };
  }
  return { status: 'idle', live_video: video < 0.004 };
}

function racesOn(world: World, track: Track, date: string): boolean {
  const events = world.eventsOf(track);
  return events.some((event) => event.startDate <= date && event.endDate >= date);
}

/** How long ago a track was last active, in LiveRC's words; relative to today. */
export function activityAge(world: World, track: Track, status: TrackStatus): string {
  if (status !== 'idle') return '1 minute ago';
  const last = world.eventsOf(track).find((event) => event.startDate <= world.today);
  if (!last) return 'last year';
  const days = dayNumberOf(world.today) - dayNumberOf(last.startDate);
  return wordsOf(Math.max(days, 0));
}

function wordsOf(days: number): string {
  if (days === 0) return '3 hours ago';
  if (days === 1) return 'Yesterday';
  if (days < 7) return `${days} days ago`;
  if (days < 14) return 'last week';
  if (days < 31) return `${Math.floor(days / 7)} weeks ago`;
  if (days < 61) return 'last month';
  if (days < 365) return `${Math.floor(days / 30)} months ago`;
  return 'last year';
}
