export { LivercPermissionModule } from './liverc-permission.module.js';
export { LIVERC_PERMISSION_MIGRATIONS } from './migrations.js';
export { LIVERC_PERMISSION_OPTIONS, type LivercPermissionOptions } from './options.js';
export { LivercSwitch, SwitchFixedError } from './switch/liverc-switch.js';
