/** No job has the id, or it is too old to be known. */
export class JobNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  constructor(id: string) {
    super(`no job has the id ${id}; POST /api/v1/practice-days/ingest begins one`);
    this.name = 'JobNotFoundError';
  }
}
