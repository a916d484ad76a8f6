export { type Answer, IdempotentAnswers, type KeyedRequest } from './idempotent-answers.js';
export { IdempotencyModule } from './idempotency.module.js';
export { IDEMPOTENCY_MIGRATIONS } from './migrations.js';
export { OldAnswers } from './old-answers.js';
