import { AUTH_PATH } from '@trackside/accounts';

/** Orchestrators and monitors ask these without credentials. */
export const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** Where one who is not signed in signs in. */
export const SIGN_IN_ROUTES: ReadonlySet<string> = new Set(
  ['methods', 'setup', 'sign-in/email', 'sign-in/social', 'callback/:provider'].map(
    (path) => `${AUTH_PATH}/${path}`,
  ),
);

/** What anybody may ask for, whoever runs this; by method and route. */
const FOR_ANYBODY: ReadonlySet<string> = new Set(['POST /api/v1/privacy/requests']);

/** Whether somebody may do this without saying who it is. */
export function isForAnybody(method: string, route: string): boolean {
  return SIGN_IN_ROUTES.has(route) || FOR_ANYBODY.has(`${method} ${route}`);
}

/** Where a provider sends the browser back, from its own site. */
export const RETURN_ROUTE = `${AUTH_PATH}/callback/:provider`;

/** Routes for programs: a link on another site must not reach what they do or tell. */
export const FOR_PROGRAMS = /^\/(?:api|mcp|metrics)(?:\/|$)/;
