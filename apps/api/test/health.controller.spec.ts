import { HealthController } from '../src/status/health.controller.js';
import { EXPECTED_SCHEMA } from '../src/schema/expected-schema.js';

type Parameters = ConstructorParameters<typeof HealthController>;

describe('readiness', () => {
  it('is checked once for all callers at the same time, and again for a later caller', async () => {
    let looks = 0;
    const schema = EXPECTED_SCHEMA.map((line) => ({ line }));
    const database = { query: async () => schema };
    const queue = { check: async () => void looks++ };
    const room = { check: async () => undefined };
    const parts = [database, queue, {}, room] as unknown as Parameters;
    const controller = new HealthController(...parts);

    await Promise.all([controller.ready(), controller.ready(), controller.ready()]);
    expect(looks).toBe(1);
    await controller.ready();
    expect(looks).toBe(2);
  });
});
