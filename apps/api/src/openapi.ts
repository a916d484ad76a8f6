import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completeDescription } from './description/complete-description.js';

const ABOUT = [
  "A track's race events and practice days, known ones at once and the rest from LiveRC month by " +
    'month. Dates are those of the track; LiveRC tells no time zone.',
  'Every answer bears `X-Request-Id`: the caller’s own where it is printable and at most 128 ' +
    'characters long. A failure comes as RFC 9457 with `Accept: application/problem+json`. An ' +
    'address that is asked with another method than those below says `METHOD_NOT_ALLOWED` (405) and ' +
    'names them in `Allow`; every GET answers HEAD as well. A `traceparent` (W3C) is continued.',
  'Records of a stream whose `type` a client does not know are to be ignored, and so are fields ' +
    'that it does not know: both may come without notice. What is to go says so first, by the ' +
    'headers `Deprecation` and `Sunset` and by `deprecated` here.',
].join('\n\n');

/** What a group of routes is about; in the order of the page at `/api/docs`. */
const TAGS: Record<string, string> = {
  tracks: 'The catalogue of tracks, and the favourites of the user.',
  events: 'Race events of a track, and the search over everything that is known of it.',
  'practice days': 'Discovery, imported days and their sessions, and the day that is running.',
  imports: 'Practice days with every lap, stored here.',
  drivers: 'Who practised, and how.',
  jobs: 'Work in the background, followed and cancelled.',
  exports: 'Days, drivers and searches as files.',
  accounts: 'Who signs in, and keys for programs.',
  webhooks: 'Addresses that are told what happens.',
  privacy: 'Names that are hidden, and requests for it.',
  status: 'How Trackside and LiveRC are.',
};

/** OpenAPI 3.1 at `/api/openapi.json`, and a page to try it at `/api/docs`. */
export function serveApiDocumentation(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}

/** The API's description, made of what stands at its controllers and DTOs. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Trackside')
    .setDescription(ABOUT)
    .setVersion('1')
    .addServer('/', 'The server that gave this document')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'An API key, where sign-in is required.' },
      'api_key',
    )
    // One of them suffices. A server for its own machine alone asks for neither.
    .addSecurityRequirements({})
    .addSecurityRequirements('api_key')
    .setOpenAPIVersion('3.1.0');
  for (const [name, about] of Object.entries(TAGS)) description.addTag(name, about);
  return completeDescription(SwaggerModule.createDocument(app, description.build()));
}
