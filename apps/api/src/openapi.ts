import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** OpenAPI 3.1 at `/api/openapi.json`, and a page to try it at `/api/docs`. */
export function serveApiDocumentation(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Trackside')
    .setDescription(
      "A track's race events and practice days, known ones at once and the rest from LiveRC month " +
        'by month. Dates are those of the track; LiveRC tells no time zone.',
    )
    .setVersion('1')
    .addServer('/', 'The server that gave this document')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'An API key, where sign-in is required.' },
      'api_key',
    )
    // One of them suffices. A server for its own machine alone asks for neither.
    .addSecurityRequirements({})
    .addSecurityRequirements('api_key')
    .setOpenAPIVersion('3.1.0')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
