import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import request from 'supertest';

const RETURN_PATH = '/api/v1/auth/callback/openid-connect';

/** What the provider says of somebody, by the name that they give it. */
export type Claims = Record<string, { email?: string; email_verified?: boolean; name?: string }>;

/** What an identity token is made of, and who signs it; null: nobody. */
export interface IdToken {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  key: KeyObject | null;
}

function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

/** A real OpenID Connect provider that takes any password. */
export class OpenIdProvider {
  readonly environment: Record<string, string>;
  /** A key that the provider has not. */
  readonly strangeKey = newKey();
  /** Alters what the provider says before it is sent; null: it is as the provider made it. */
  forge: ((token: IdToken) => IdToken) | null = null;

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly key: KeyObject,
  ) {
    this.environment = {
      OIDC_ISSUER: url,
      OIDC_CLIENT_ID: 'trackside',
      OIDC_CLIENT_SECRET: 'a secret of both',
    };
  }

  static async start(claims: Claims): Promise<OpenIdProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const key = newKey();
    const provider = new Provider(url, {
      jwks: {
        keys: [{ ...key.export({ format: 'jwk' }), kid: 'of-the-test', use: 'sig', alg: 'RS256' }],
      },
      clients: [
        {
          client_id: 'trackside',
          client_secret: 'a secret of both',
          redirect_uris: [`http://127.0.0.1${RETURN_PATH}`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['of the test'] },
      features: { devInteractions: { enabled: true } },
      findAccount: (_: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({ sub, ...claims[sub] }),
      }),
    });
    // Trackside listens on another port each time.
    provider.Client.prototype.redirectUriAllowed = (uri: string) =>
      URL.canParse(uri) && new URL(uri).pathname === RETURN_PATH;
    const answer = provider.callback();
    const self = new OpenIdProvider(url, server, key);
    server.on('request', (asked, reply) => {
      if (asked.url === '/token') self.#forgeAnswer(reply);
      void answer(asked, reply);
    });
    return self;
  }

  /**
   * Does what a browser does that was sent here, up to the way back.
   *
   * @returns the address at Trackside that the browser is sent to
   */
  async signIn(address: string, login: string): Promise<string> {
    const browser = request.agent(this.url);
    let next = address;
    const forms = [{ prompt: 'login', login, password: 'any' }, { prompt: 'consent' }];
    for (let step = 0; step < 10; step += 1) {
      const { pathname, search } = new URL(next, this.url);
      if (pathname === RETURN_PATH) return next;
      const form = pathname.startsWith('/interaction/') ? forms.shift() : undefined;
      const { headers } = form
        ? await browser.post(pathname).type('form').send(form)
        : await browser.get(pathname + search);
      next = String(headers['location']);
    }
    throw new Error(`the provider sent the browser from page to page, at last to ${next}`);
  }

  #forgeAnswer(reply: ServerResponse): void {
    const { forge } = this;
    if (forge === null) return;
    const end = reply.end.bind(reply) as (text: string) => ServerResponse;
    reply.end = ((body: string) => {
      const answer = JSON.parse(body) as { id_token: string };
      const text = JSON.stringify({
        ...answer,
        id_token: written(forge(this.#read(answer.id_token))),
      });
      reply.setHeader('content-length', Buffer.byteLength(text));
      return end(text);
    }) as ServerResponse['end'];
  }

  #read(token: string): IdToken {
    const [header, claims] = token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as IdToken['claims']);
    return { header: header!, claims: claims!, key: this.key };
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function written({ header, claims, key }: IdToken): string {
  const parts = [header, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = key && sign('sha256', Buffer.from(parts.join('.')), key).toString('base64url');
  return [...parts, signature ?? ''].join('.');
}
