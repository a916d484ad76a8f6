import type { Lane } from './client/outcome.js';
import type { Waiters } from './client/waiters.js';

/** A track as the catalogue names it. */
export interface TrackRef {
  slug: string;
  name: string;
  /**
   * Asked when a page bears another name: whether the track is called so on its own pages. Without
   * it, such a page is another track's.
   */
  isAlsoCalled?: (pageName: string) => Promise<boolean>;
}

export interface FetchOptions {
  /** Gives the page up: the returned promise rejects with its reason at once. */
  signal?: AbortSignal;
  /** Default: people. */
  lane?: Lane;
  /** The page as LiveRC sent it before: it is read instead of asking, and nobody is asked. */
  stored?: string;
  /** Whose turns it may take, with their lanes; default: one that all pages of the track share. */
  waiters?: Waiters;
}

/** As for any page, and what the page has to be besides: a session's page does not show its id. */
export interface CheckedFetchOptions<T> extends FetchOptions {
  /** @throws LivercPageChangedError when the page is not the one that is meant, or is otherwise */
  check?: (page: T, url: string) => void;
}
