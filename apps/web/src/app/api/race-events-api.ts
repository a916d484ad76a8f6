import { Injectable } from '@angular/core';
import type {
  EventEntry,
  EventRanking,
  Race,
  RaceEventStudy,
  RaceLaps,
  RaceWithResults,
} from '@trackside/contracts';
import type { ExportFormat } from './export-urls';
import { API_BASE, call } from './trackside-api';

/** The routes of an imported race event; failures as in `TracksideApi`. */
@Injectable({ providedIn: 'root' })
export class RaceEventsApi {
  event(eventId: string, signal?: AbortSignal): Promise<RaceEventStudy> {
    return call(pathOfEvent(eventId), { signal });
  }

  /** In the order of the programme, first run first. */
  async races(eventId: string, signal?: AbortSignal): Promise<Race[]> {
    return (await call<{ items: Race[] }>(`${pathOfEvent(eventId)}/races`, { signal })).items;
  }

  async rankings(eventId: string, signal?: AbortSignal): Promise<EventRanking[]> {
    const path = `${pathOfEvent(eventId)}/rankings`;
    return (await call<{ items: EventRanking[] }>(path, { signal })).items;
  }

  /** In the order of the entry list. */
  async entries(eventId: string, signal?: AbortSignal): Promise<EventEntry[]> {
    const path = `${pathOfEvent(eventId)}/entries`;
    return (await call<{ items: EventEntry[] }>(path, { signal })).items;
  }

  race(raceId: string, signal?: AbortSignal): Promise<RaceWithResults> {
    return call(pathOfRace(raceId), { signal });
  }

  laps(raceId: string, signal?: AbortSignal): Promise<RaceLaps> {
    return call(`${pathOfRace(raceId)}/laps`, { signal });
  }
}

/** An event as a file: a row a result. */
export function eventExportUrl(eventId: string, format: ExportFormat): string {
  return `${API_BASE}${pathOfEvent(eventId)}/export?format=${format}`;
}

/** A race as a file: a row a lap. */
export function raceExportUrl(raceId: string, format: ExportFormat): string {
  return `${API_BASE}${pathOfRace(raceId)}/export?format=${format}`;
}

function pathOfEvent(eventId: string): string {
  return `/events/${encodeURIComponent(eventId)}`;
}

function pathOfRace(raceId: string): string {
  return `/races/${encodeURIComponent(raceId)}`;
}
