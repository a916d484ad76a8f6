import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '@trackside/jobs';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { PageChangeEntity } from './changes/page-change.entity.js';
import { PageChanges } from './changes/page-changes.js';
import { PageChangesStore } from './changes/page-changes-store.js';
import { PageVault } from './page-vault.js';
import { OutdatedPagesStore } from './reparse/outdated-pages-store.js';
import { Reparse } from './reparse/reparse.js';
import { Rereaders } from './reparse/rereaders.js';
import { VaultPageEntity } from './vault-page.entity.js';
import { VaultStore } from './vault-store.js';

/**
 * Pages of LiveRC as they came, and what they showed otherwise before. Expects PAGE_VAULT_OPTIONS from
 * a global module.
 */
@Module({
  imports: [
    JobsModule,
    LivercScraperModule,
    TypeOrmModule.forFeature([PageChangeEntity, VaultPageEntity]),
  ],
  providers: [
    OutdatedPagesStore,
    PageChanges,
    PageChangesStore,
    PageVault,
    Reparse,
    Rereaders,
    VaultStore,
  ],
  exports: [PageChanges, PageChangesStore, PageVault, Rereaders],
})
export class PageVaultModule {}
