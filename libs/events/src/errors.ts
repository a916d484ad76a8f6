/** Events asked for that the track's list at LiveRC does not name. */
export class EventsNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  constructor(readonly sourceEventIds: string[]) {
    const some = sourceEventIds.slice(0, 5).join(', ');
    const more = sourceEventIds.length > 5 ? ` and ${sourceEventIds.length - 5} more` : '';
    super(`LiveRC's events list of this track does not name ${some}${more}`);
    this.name = 'EventsNotFoundError';
  }
}

/** No event has the id. */
export class EventNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  constructor(eventId: string) {
    super(
      `no race event has the id ${eventId}; GET /api/v1/events/search names those that are known, ` +
        'POST /api/v1/events/discover asks LiveRC',
    );
    this.name = 'EventNotFoundError';
  }
}

/** No race has the id. */
export class RaceNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  constructor(raceId: string) {
    super(
      `no race has the id ${raceId}; GET /api/v1/events/{event_id}/races names those of an ` +
        'imported event',
    );
    this.name = 'RaceNotFoundError';
  }
}
