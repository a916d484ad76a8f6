import { Module } from '@nestjs/common';
import { IdempotencyModule } from '@trackside/idempotency';
import { PrivacyModule } from '@trackside/privacy';
import { KeptNames } from './kept-names.js';

/** In every process that may hide a name, whether it answers requests or works. */
@Module({ imports: [IdempotencyModule, PrivacyModule], providers: [KeptNames] })
export class KeptNamesModule {}
