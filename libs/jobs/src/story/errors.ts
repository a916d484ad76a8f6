/** No job has the id, or it is too old to be known. */
export class JobNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  /** @param hints how jobs of each kind are begun */
  constructor(id: string, hints: string[] = []) {
    super([`no job has the id ${id}`, ...hints].join('; '));
    this.name = 'JobNotFoundError';
  }
}
