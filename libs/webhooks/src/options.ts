/**
 * Which addresses that are not public may be sent to: none, this machine's own, or those of a private
 * network as well.
 */
export type PrivateReach = 'none' | 'loopback' | 'network';

/** What configuration decides about webhooks. */
export interface WebhooksOptions {
  reach: PrivateReach;
  /** Whether the local user's are sent: where people sign in nobody sees them. */
  sendsForLocalUser: boolean;
}

export const WEBHOOKS_OPTIONS = Symbol('WEBHOOKS_OPTIONS');
