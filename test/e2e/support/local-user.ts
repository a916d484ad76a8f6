import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LOCAL } from '@trackside/accounts';

/** Lets every request be the local user's, in an application that is put together without `createServer`. */
export function letEverybodyBeLocal(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request) => {
      request.principal = LOCAL;
    });
}
