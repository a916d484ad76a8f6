export { PageChanges, type ChangesQuery } from './changes/page-changes.js';
export {
  CHANGED_NAMES,
  type ChangedPage,
  PageChangesStore,
  type StoredChange,
} from './changes/page-changes-store.js';
export { Reparse } from './reparse/reparse.js';
export {
  type Reread,
  type Rereader,
  Rereaders,
  type RereadPage,
  type StoredPage,
} from './reparse/rereaders.js';
export { changesBetween, type RowChange, type ShownRow } from './changes/row-changes.js';
export { PAGE_VAULT_MIGRATIONS } from './migrations.js';
export { PAGE_VAULT_OPTIONS, type PageVaultOptions } from './options.js';
export { PageVault, parametersOf } from './page-vault.js';
export { PageVaultModule } from './page-vault.module.js';
export type { KeptPage, VaultContents } from './vault-store.js';
