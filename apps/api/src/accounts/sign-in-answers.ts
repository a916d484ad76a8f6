import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  Accounts,
  AccountConflictError,
  Allowances,
  CredentialsError,
  LOCAL,
  OPENID_CONNECT,
  type Principal,
  scopesOf,
  SignIns,
} from '@trackside/accounts';
import { type Me, type Scope, SCOPES, type SignInMethods } from '@trackside/contracts';
import { told } from '../access/caller-allowance.js';
import { CONFIG, type Config } from '../config.js';
import type { ChangePasswordDto, SetUpDto, SignInDto } from './accounts.dto.js';
import { BrowserRequests } from './browser-requests.js';

const WRONG = 'this e-mail address and password do not belong together here';

/** How people sign in, and what they are told of themselves. */
@Injectable()
export class SignInAnswers {
  constructor(
    private readonly accounts: Accounts,
    private readonly signIns: SignIns,
    private readonly browsers: BrowserRequests,
    private readonly allowances: Allowances,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async methods(): Promise<SignInMethods> {
    const isRequired = this.isRequired();
    const { openIdConnect } = this.config.auth;
    return {
      sign_in_required: isRequired,
      openid_connect: isRequired && openIdConnect ? new URL(openIdConnect.issuer).host : null,
      set_up_needed: isRequired && (await this.accounts.isNobodyKnown()),
    };
  }

  async setUp(body: SetUpDto, request: FastifyRequest, reply: FastifyReply): Promise<Me> {
    this.checkRequired();
    await this.countAttempt(body.email, request, reply);
    await this.accounts.setUp(body);
    return this.signInCounted(body, request, reply);
  }

  async signIn(body: SignInDto, request: FastifyRequest, reply: FastifyReply): Promise<Me> {
    this.checkRequired();
    await this.countAttempt(body.email, request, reply);
    return this.signInCounted(body, request, reply);
  }

  private async signInCounted(
    { email, password }: SignInDto,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Me> {
    const answer = await this.browsers.pass(
      { path: '/sign-in/email', body: { email, password }, refused: WRONG },
      request,
      reply,
    );
    const { user } = (await answer.json()) as { user: { id: string } };
    return this.describeAccount(user.id, 'session');
  }

  async beginOpenIdConnect(
    returnTo: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ url: string }> {
    this.checkRequired();
    if (!this.config.auth.openIdConnect) {
      throw new AccountConflictError(
        'no OpenID Connect provider is configured here: set OIDC_ISSUER, OIDC_CLIENT_ID and ' +
          'OIDC_CLIENT_SECRET',
      );
    }
    // Each begins a row, and anybody may ask.
    await this.countAddress(request, reply);
    const callbackURL = isOwnPath(returnTo) ? returnTo : '/';
    const answer = await this.browsers.pass(
      {
        path: '/sign-in/social',
        body: { provider: OPENID_CONNECT, callbackURL, errorCallbackURL: '/sign-in' },
        refused: 'the sign-in at the provider could not begin',
      },
      request,
      reply,
    );
    const { url } = (await answer.json()) as { url: string };
    return { url };
  }

  async endOpenIdConnect(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.checkRequired();
    const query = request.url.split('?', 2)[1] ?? '';
    const answer = await this.browsers.pass(
      {
        path: `/callback/${OPENID_CONNECT}?${query}`,
        refused: 'the provider did not let you in, or the sign-in took too long: try again',
      },
      request,
      reply,
    );
    await reply.redirect(answer.headers.get('location') ?? '/', 302);
  }

  async signOut(
    { by }: Principal,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ signed_out: boolean }> {
    if (by.kind !== 'session') return { signed_out: false };
    await this.browsers.pass({ path: '/sign-out', body: {}, refused: WRONG }, request, reply);
    await this.signIns.tellEnded();
    return { signed_out: true };
  }

  async changePassword(
    { userId }: Principal,
    body: ChangePasswordDto,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Me> {
    this.checkRequired();
    // Whoever has got hold of a session has the password no sooner for it.
    await told(reply, () => this.allowances.take('sign_ins', `user ${userId}`));
    const { current_password: currentPassword, new_password: newPassword } = body;
    const change = { currentPassword, newPassword, revokeOtherSessions: true };
    const refused = 'the current password is another';
    await this.browsers.pass({ path: '/change-password', body: change, refused }, request, reply);
    await this.signIns.tellEnded();
    return this.describeAccount(userId, 'session');
  }

  /** @throws CredentialsError when the account is gone */
  async describe({ userId, scopes, by }: Principal): Promise<Me> {
    const may = SCOPES.filter((each) => scopes.has(each));
    if (by.kind !== 'local') return this.describeAccount(userId, by.kind, may);
    return {
      ...{ id: LOCAL.userId, email: null, role: 'admin', created_at: null, names: [] },
      scopes: may,
      signed_in_by: 'none',
    };
  }

  /** By address against one who tries many accounts, by account against many who try one. */
  private async countAttempt(
    email: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const account = createHash('sha256').update(email.toLowerCase()).digest('base64url');
    await this.countAddress(request, reply);
    await told(reply, () => this.allowances.take('sign_ins', `account ${account}`));
  }

  private async countAddress({ ip }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const address = createHash('sha256').update(ip).digest('base64url');
    await told(reply, () => this.allowances.take('sign_ins', `address ${address}`));
  }

  /** @param may left out: all that its role may */
  private async describeAccount(
    userId: string,
    signedInBy: 'session' | 'key',
    may?: readonly Scope[],
  ): Promise<Me> {
    const user = await this.accounts.find(userId);
    if (!user) throw new CredentialsError('this account was deleted');
    const { id, email, role, names, createdAt } = user;
    return {
      ...{ id, email, role, names, created_at: createdAt.toISOString() },
      scopes: [...(may ?? scopesOf(role))],
      signed_in_by: signedInBy,
    };
  }

  private isRequired(): boolean {
    return this.config.auth.mode === 'required';
  }

  private checkRequired(): void {
    if (this.isRequired()) return;
    throw new AccountConflictError(
      'nobody signs in here: AUTH_MODE is open, and whoever reaches this port may do everything',
    );
  }
}

/** Whether the browser stays here: `//elsewhere` and `/\elsewhere` lead away. */
function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/[\\\s]/.test(path);
}
