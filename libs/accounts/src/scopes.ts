import { type Role, type Scope, SCOPES } from '@trackside/contracts';

export type { Role, Scope };

/** Who asks, and what they may do. */
export interface Principal {
  userId: string;
  scopes: ReadonlySet<Scope>;
  by:
    | { kind: 'local' }
    | { kind: 'session'; sessionId: string }
    | { kind: 'key'; keyId: string; prefix: string };
}

/** The one user of an installation without sign-in: whoever sits at the machine. */
export const LOCAL: Principal = {
  userId: 'local',
  scopes: new Set(SCOPES),
  by: { kind: 'local' },
};

const USERS: readonly Scope[] = ['read', 'discover', 'import'];

/** What an account of that role may do at most. */
export function scopesOf(role: Role): readonly Scope[] {
  return role === 'admin' ? SCOPES : USERS;
}
