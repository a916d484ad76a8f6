export * from './errors.js';
export type * from './pages.js';
