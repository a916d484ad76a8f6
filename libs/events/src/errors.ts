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
