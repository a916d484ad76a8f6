import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { tellAccessEnded } from './access-ends.js';
import { AccountLibrary } from './account-library.js';
import { type Principal, type Role, scopesOf } from './scopes.js';
import { UserSessionEntity } from './storage/user-session.entity.js';

/** A browser's request, as far as sign-in is concerned. */
export interface BrowserRequest {
  /** Whether it came over TLS. */
  isSecure: boolean;
  cookie: string;
}

/** A signed-in browser. */
export interface SignedIn {
  principal: Principal;
  /** `Set-Cookie` lines to answer with: the session has been prolonged. */
  cookies: string[];
}

/** Browsers that are signed in. */
@Injectable()
export class SignIns {
  constructor(
    private readonly library: AccountLibrary,
    @InjectRepository(UserSessionEntity) private readonly sessions: Repository<UserSessionEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Whose browser it is; null where it bears no session, or one that has ended. */
  async recognise({ isSecure, cookie }: BrowserRequest): Promise<SignedIn | null> {
    if (!cookie.includes('trackside.session_token')) return null;
    const { api } = await this.library.get(isSecure);
    const { response, headers } = await api.getSession({
      headers: new Headers({ cookie }),
      returnHeaders: true,
    });
    if (!response) return null;
    const { session, user } = response;
    const principal: Principal = {
      userId: user.id,
      scopes: new Set(scopesOf(user.role as Role)),
      by: { kind: 'session', sessionId: session.id },
    };
    return { principal, cookies: headers.getSetCookie() };
  }

  /** Lets the library answer, at an address under `AUTH_PATH`. */
  async handle(isSecure: boolean, request: Request): Promise<Response> {
    const library = await this.library.get(isSecure);
    return library.handler(request);
  }

  /** Signs a user out everywhere. */
  async signOutEverywhere(userId: string): Promise<void> {
    await this.sessions.delete({ userId });
    await this.tellEnded();
  }

  /** Tells all processes that sessions have ended, which the library did; their streams end. */
  async tellEnded(): Promise<void> {
    await tellAccessEnded(this.database);
  }
}
