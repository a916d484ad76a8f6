export * from './errors.js';
export { HiddenDrivers, hiddenNameOf, type NamedDay } from './hidden-drivers.js';
export { HiddenNames } from './hidden-names.js';
export {
  type NameKeeper,
  NameKeepers,
  type NameToHide,
  spellingsAmong,
  type TextColumn,
} from './name-keepers.js';
export { PrivacyModule } from './privacy.module.js';
export { PrivacyRequests } from './privacy-requests.js';
export { PRIVACY_MIGRATIONS } from './storage/migrations.js';
