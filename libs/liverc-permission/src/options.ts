/** What configuration decides about asking LiveRC. */
export interface LivercPermissionOptions {
  /** False: nothing may be asked by this process, whatever is stored. */
  mayAsk: boolean;
  /** Most requests in flight, all processes together. */
  maxConcurrency: number;
}

export const LIVERC_PERMISSION_OPTIONS = Symbol('LIVERC_PERMISSION_OPTIONS');
