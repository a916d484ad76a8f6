export {
  FORBIDDEN_ADDRESS,
  forbiddenAddress,
  guardedLookup,
  type Resolve,
} from './guarded-lookup.js';
export { isPublicAddress, rangeOf } from './public-address.js';
export { namesPrivateHost } from './private-names.js';
