import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { readConfig } from './config.js';
import { describeApi } from './openapi.js';
import { setPrefix } from './server.js';

/** The API's description without a database, and without a server: nothing is begun. */
export async function readApiDescription(): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(readConfig({}), 'postgres://nobody/nothing'),
    new FastifyAdapter(),
    { preview: true, logger: false, abortOnError: false },
  );
  setPrefix(app);
  return describeApi(app);
}
