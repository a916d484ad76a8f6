import type { NewWebhook } from '@trackside/contracts';
import request from 'supertest';
import { freePort } from './support/free-port.js';
import { importDay, newestDays } from './support/imports.js';
import { PageBlocks } from './support/page-blocks.js';
import { TracksideProcesses } from './support/processes.js';
import { createDatabase, query, trackId, until } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';

const SLUG = 'tallowick';
const TODAY = new Date().toISOString().slice(0, 10);

describe('a receiver of the page for integrators', () => {
  const stage = trackside();
  const page = new PageBlocks();

  beforeEach(async () => {
    const hook = `http://127.0.0.1:${await freePort()}/`;
    await page.save({ TRACKSIDE: stage.url, TRACK_ID: trackId(SLUG), HOOK_URL: hook });
  });
  afterEach(async () => {
    page.endAll();
    await page.remove();
  });

  it.each(['receive.ts', 'receive.py'])(
    'in %s takes what is signed, and nothing else',
    async (receiver) => {
      const made = JSON.parse(await page.run('webhook.sh')) as { data: NewWebhook };
      page.env['HOOK_SECRET'] = made.data.secret;
      const running = page.start(receiver);
      const send = (headers: Record<string, string>): Promise<number | null> =>
        request(page.env['HOOK_URL']!)
          .post('')
          .set(headers)
          .send('{}')
          .then(
            ({ status }) => status,
            () => null,
          );
      const forged = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': `v1,${'A'.repeat(43)}=`,
      };
      await until(async () => (await send(forged)) !== null);
      expect([await send(forged), await send({})]).toEqual([401, 401]);

      await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 1)[0]!);
      await until(() => /verified/.test(running.printed()), 20_000);

      expect(running.printed()).toMatch(/^verified import\.finished [0-9a-f-]{36}\n$/);
    },
  );
});

describe('a stranger', () => {
  const stage = trackside({ simulator: { today: TODAY } });
  const processes = new TracksideProcesses();
  const page = new PageBlocks();

  afterAll(async () => {
    page.endAll();
    processes.killAll();
    await page.remove();
  });

  it('comes over HTTP alone from the printed link to a verified webhook', async () => {
    stage.simulator.lateUpload(SLUG, TODAY, 3);
    const databaseUrl = await createDatabase();
    const env = { AUTH_MODE: 'required', WEBHOOK_PRIVATE_ADDRESSES: 'true' };
    const { log } = await processes.start({
      ...{ databaseUrl, liverc: stage.liverc, env, knowsCatalogue: false },
    });
    await until(async () => (await query(databaseUrl, 'SELECT FROM tracks LIMIT 1')).length > 0);
    const link = /http:\/\/\S+\/set-up#token=\S+/.exec(log())![0];
    await page.save({ HOOK_URL: `http://127.0.0.1:${await freePort()}/` });

    const printed = await page.run('from_nothing.ts', undefined, [link]);

    expect(printed).toMatch(/^key trk_/);
    expect(printed).toMatch(/^completed (\d+) of \1$/m);
    expect(printed).toMatch(/^live session \S/m);
    expect(printed).toMatch(/^verified import\.finished completed true$/m);
    const [, token] = link.split('token=');
    expect(log().split(token!)).toHaveLength(2);
  });
});
