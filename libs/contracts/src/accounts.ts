import type { Webhook } from './webhooks.js';

/** What a key may do; each stands for itself, none contains another. */
export const SCOPES = ['read', 'discover', 'import', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export type Role = 'user' | 'admin';

/** Body of `POST /auth/setup`. */
export interface SetUpRequest {
  /** From the link. */
  token: string;
  email: string;
  password: string;
}

/** How one can sign in here; the only thing told to whoever has not. */
export interface SignInMethods {
  sign_in_required: boolean;
  /** Name of the OpenID Connect provider, its host; null where none is configured. */
  openid_connect: string | null;
  /** Whether nobody has an account yet: the link to make the first stands in the terminal. */
  set_up_needed: boolean;
}

/** Who asks. */
export interface Me {
  id: string;
  /** Null for the local user of an installation without sign-in. */
  email: string | null;
  role: Role;
  /** What this session or key may do. */
  scopes: Scope[];
  signed_in_by: 'none' | 'session' | 'key';
  /** Under which they drive, and their transponders; empty until they said so. */
  names: string[];
  created_at: string | null;
}

/** A key as it is listed. */
export interface ApiKey {
  id: string;
  name: string;
  /** How the secret begins. */
  prefix: string;
  scopes: Scope[];
  created_at: string;
  /** Null: never. */
  expires_at: string | null;
  /** To the minute; null: never yet. */
  last_used_at: string | null;
}

/** The answer to `POST /api-keys`, and to nothing else. */
export interface NewApiKey extends ApiKey {
  secret: string;
}

/** A key of anybody's, as an admin sees it. */
export interface UsersApiKey extends ApiKey {
  user_id: string;
  email: string;
}

/** Body of `POST /api-keys`. */
export interface NewApiKeyRequest {
  name: string;
  scopes: Scope[];
  /** A UTC instant; left out or null: never. */
  expires_at?: string | null;
}

/** An account, as an admin sees it. */
export interface User {
  id: string;
  email: string;
  role: Role;
  created_at: string;
  key_count: number;
}

/** The answer to `POST /users`: a link for that person, shown once. */
export interface Invitation {
  email: string;
  role: Role;
  /** Address of the page, to be put behind this server's origin. */
  path: string;
  expires_at: string;
}

/** Ranges that move with the calendar; the last months count the present one. */
export const SEARCH_PERIODS = ['all', '3m', '6m', '12m', 'year'] as const;
export type SearchPeriod = (typeof SEARCH_PERIODS)[number];

/** Body of `POST /saved-searches`. */
export interface NewSavedSearch {
  name: string;
  track_id: string;
  /** With its end, both inclusive; left out: whatever range a search has that names none. */
  start_date?: string;
  end_date?: string;
  /** In place of dates. */
  period?: SearchPeriod;
  driver_name?: string;
  class_name?: string;
}

/** A search that somebody wants to make again. */
export interface SavedSearch {
  id: string;
  name: string;
  track_id: string;
  start_date: string | null;
  end_date: string | null;
  period: SearchPeriod | null;
  driver_name: string | null;
  class_name: string | null;
  created_at: string;
}

/** What the local user of this installation has, from before people signed in. */
export interface LocalBelongings {
  favourite_count: number;
  saved_search_count: number;
}

/** Body of `POST /me/take-over`. */
export interface TakeOverRequest {
  /** What the browser knows its user as. */
  names?: string[];
  /** Also what the local user has; an admin's alone. */
  local_user?: boolean;
}

/** Answer of `GET /me/export`: all that the account holds. */
export interface AccountExport {
  exported_at: string;
  account: Me;
  favourites: { id: string; slug: string; name: string }[];
  saved_searches: SavedSearch[];
  api_keys: ApiKey[];
  webhooks: Webhook[];
}
