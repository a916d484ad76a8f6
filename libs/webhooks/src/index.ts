export * from './errors.js';
export { WEBHOOKS_OPTIONS, type PrivateReach, type WebhooksOptions } from './options.js';
export { WEBHOOKS_MIGRATIONS } from './storage/migrations.js';
export { WebhooksModule } from './webhooks.module.js';
export { Webhooks } from './webhooks.js';
