export * from './errors.js';
export * from './liverc-scraper.js';
export * from './liverc-scraper.module.js';
export type * from './liverc-scraper.options.js';
export type * from './pages.js';
export { isTrackSlug } from './client/addresses.js';
export type { Lane, Outcome } from './client/outcome.js';
export type { PageKind } from './client/page-address.js';
export type { RequestEvent } from './client/request-event.js';
