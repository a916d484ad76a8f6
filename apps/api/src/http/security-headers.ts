import fastifyHelmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What a page may load, and from where. Everything comes from here; Angular and Material set styles inline. */
export const CONTENT_SECURITY = {
  defaultSrc: ["'none'"],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  frameAncestors: ["'none'"],
  imgSrc: ["'self'", 'data:'],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  // The page is served over plain HTTP on the user's own machine.
  upgradeInsecureRequests: null,
};

/** What the page never asks a browser for; a frame or a script that got in can't either. */
const UNUSED = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'],
];
const PERMISSIONS = UNUSED.map((feature) => `${feature}=()`).join(', ');

/** For failures that are answered before there is a route: nothing in them is to be shown or run. */
export const BARE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'permissions-policy': PERMISSIONS,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const YEAR_SECONDS = 31_536_000;

/** What browsers may do with our answers, on every one of them. */
export async function sendSecurityHeaders(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { directives: CONTENT_SECURITY },
    frameguard: { action: 'deny' },
    // An address may hold a driver's name: no other site learns it. Over plain HTTP it is all that
    // tells of a stream that a page of ours asks for it.
    referrerPolicy: { policy: 'same-origin' },
    // Without TLS it means nothing. With it, helmet's would bind names below ours, too.
    hsts: false,
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('permissions-policy', PERMISSIONS);
    if (request.protocol === 'https') {
      void reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
    }
  });
  // What says nothing of it may be the user's own, and a proxy may keep what came by a cookie.
  server.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
}
