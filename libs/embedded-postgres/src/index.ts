export { EmbeddedPostgresError } from './errors.js';
export { startEmbeddedPostgres } from './supervisor.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './supervisor.js';
