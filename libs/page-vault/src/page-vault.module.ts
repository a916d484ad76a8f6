import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { PageVault } from './page-vault.js';
import { VaultPageEntity } from './vault-page.entity.js';
import { VaultStore } from './vault-store.js';

/** Pages of LiveRC as they came. Expects PAGE_VAULT_OPTIONS from a global module. */
@Module({
  imports: [LivercScraperModule, TypeOrmModule.forFeature([VaultPageEntity])],
  providers: [PageVault, VaultStore],
  exports: [PageVault],
})
export class PageVaultModule {}
