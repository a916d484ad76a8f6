import { ConfigService } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { CONFIG, readConfig } from '../src/config.js';
import { ConfigurationModule } from '../src/configuration.module.js';

const DATABASE_URL = 'postgres://me:s3cretPW@db.example/laps';

describe('the configuration inside of Nest', () => {
  it('is what was read before Nest began, and the environment stays as it was', async () => {
    const environment = { ...process.env };
    const config = readConfig({ DATABASE_URL, PORT: '4000' });
    const imports = [
      ConfigurationModule.of(config, { url: DATABASE_URL, listenUrl: DATABASE_URL }),
    ];
    const module = await Test.createTestingModule({ imports }).compile();

    expect(module.get(CONFIG)).toBe(config);
    expect(module.get(ConfigService).get('trackside.port')).toBe(4000);
    expect({ ...process.env }).toEqual(environment);
    await module.close();
  });
});
