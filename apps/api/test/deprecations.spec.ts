import { Controller, Get } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { completeDescription } from '../src/description/complete-description.js';
import { answerConditionalReads, ConditionalRead } from '../src/http/conditional-reads.js';
import { Deprecated, tellDeprecations } from '../src/http/deprecations.js';
import { FailureFilter } from '../src/http/failure.filter.js';
import { MethodNotAllowedError } from '../src/http/failures.js';

const GOING = { since: '2026-12-01', sunset: '2027-06-01', link: '/api/docs' };

@Controller('old')
class OldRoutes {
  @Get()
  @Deprecated(GOING)
  @ConditionalRead()
  read(): { still: string } {
    return { still: 'here' };
  }

  @Get('failing')
  @Deprecated(GOING)
  fail(): never {
    throw new MethodNotAllowedError('GET', '/old/failing', ['POST']);
  }

  @Get('staying')
  stay(): object {
    return {};
  }
}

describe('a route that is to go', () => {
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    const module = await Test.createTestingModule({ controllers: [OldRoutes] }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    app.useGlobalFilters(new FailureFilter());
    app.useLogger(false);
    tellDeprecations(app.getHttpAdapter().getInstance() as never);
    answerConditionalReads(app.getHttpAdapter().getInstance() as never);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(() => app.close());

  it.each(['/old', '/old/failing'])('says so in every answer: %s', async (path) => {
    const { headers } = await request(url).get(path);

    // 1 December 2026 in seconds, as RFC 9745 has it.
    expect(headers['deprecation']).toBe('@1796083200');
    expect(headers['sunset']).toBe('Tue, 01 Jun 2027 00:00:00 GMT');
    expect(headers['link']).toBe('</api/docs>; rel="deprecation"');
  });

  it('keeps the other marks that it bears', async () => {
    const { headers } = await request(url).get('/old');

    expect(headers['etag']).toMatch(/^W\/"/);
  });

  it('is deprecated in the description, with its dates', () => {
    const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    const { paths } = completeDescription(document);

    expect(paths['/old']!.get).toMatchObject({
      deprecated: true,
      description: expect.stringContaining('Deprecated since 2026-12-01'),
      'x-deprecation': GOING,
    });
    expect(paths['/old/staying']!.get).not.toHaveProperty('deprecated');
  });

  it('is the only one to say so', async () => {
    const { headers } = await request(url).get('/old/staying');

    expect(headers).not.toHaveProperty('deprecation');
    expect(headers).not.toHaveProperty('sunset');
  });
});
