import type { ReadingError } from './practice-study.js';

/** A page of an event that could not be read; it is tried again with the next import. */
export interface EventPageError extends ReadingError {
  /** LiveRC's address of the page. */
  page: string;
}

/** How far the import of an event is. */
export interface EventProgress {
  /** 0 until the event's page is read. */
  races_total: number;
  races_read: number;
  races_failed: number;
  errors: EventPageError[];
}
