import type { NewWebhook } from '@trackside/contracts';
import { newestDays } from './support/imports.js';
import { TracksideProcesses } from './support/processes.js';
import { createDatabase, query, trackId, until } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { makeWebhook } from './support/webhooks.js';

const SLUG = 'tallowick';
/** Three processes start one after the other, beside others on a busy machine. */
const PATIENCE_MS = 180_000;

/** Sends nothing by itself: the worker does. */
const API = { ROLE: 'api' };
const WORKER = { ROLE: 'worker' };

describe('what happened', () => {
  const stage = trackside();
  const processes = new TracksideProcesses();
  const receiver = new WebhookReceiver();
  let databaseUrl: string;

  beforeAll(() => receiver.start());
  beforeEach(async () => {
    receiver.forget();
    databaseUrl = await createDatabase();
  });
  afterEach(() => processes.killAll());
  afterAll(() => receiver.stop());

  const start = (env: Record<string, string> = {}) =>
    processes.start({
      ...{ databaseUrl, liverc: stage.liverc, knowsCatalogue: false },
      env: { LOG_LEVEL: 'trace', ...env },
    });

  const statesOf = async (): Promise<string[]> => {
    const rows = await query<{ state: string }>(
      databaseUrl,
      'SELECT state FROM webhook_deliveries',
    );
    return rows.map(({ state }) => state);
  };

  /** A webhook for sessions of a day, whose import is begun. */
  const begin = async (api: Awaited<ReturnType<typeof start>>): Promise<NewWebhook> => {
    await until(async () => (await query(databaseUrl, 'SELECT FROM tracks LIMIT 1')).length > 0);
    const events = ['practice_session.read' as const, 'import.finished' as const];
    const webhook = await makeWebhook(api, { url: receiver.url, events });
    const body = { track_id: trackId(SLUG), date: newestDays(stage.simulator, SLUG, 1)[0]! };
    await api.agent.post('/api/v1/practice-days/ingest').send(body).expect(201);
    return webhook;
  };

  const subjectsOf = (webhook: NewWebhook): string[] =>
    receiver.verified(webhook.secret).map((message) => JSON.stringify(message.data));

  const sessionCount = (): number => {
    const [date] = newestDays(stage.simulator, SLUG, 1);
    return stage.simulator.truth.day(SLUG, date!)!.sessions.length;
  };

  it(
    'is told although its process is killed before, while and after it sends',
    async () => {
      receiver.behaviour = () => 'hangs';
      const first = await start();
      const webhook = await begin(first);
      await until(() => receiver.received.length > 0, 30_000);
      first.child.kill('SIGKILL');
      receiver.forget();
      // Of an attempt that was cut off the next one is a minute away.
      await query(databaseUrl, `UPDATE webhook_deliveries SET next_attempt_at = now()`);

      const second = await start();
      await until(() => receiver.received.length >= 3, 30_000);
      second.child.kill('SIGKILL');
      await query(databaseUrl, `UPDATE webhook_deliveries SET next_attempt_at = now()`);

      await start();
      const wanted = sessionCount() + 1;
      await until(async () => {
        await query(
          databaseUrl,
          `UPDATE webhook_deliveries SET next_attempt_at = now() WHERE state = 'pending'
           AND next_attempt_at > now() + interval '2 seconds'`,
        );
        const states = await statesOf();
        return states.length === wanted && states.every((state) => state === 'delivered');
      }, 60_000);

      expect(new Set(subjectsOf(webhook)).size).toBe(wanted);
    },
    PATIENCE_MS,
  );

  it(
    'is told once, by whichever of two workers',
    async () => {
      const api = await start(API);
      const workers = await Promise.all([start(WORKER), start(WORKER)]);
      const webhook = await begin(api);
      const wanted = sessionCount() + 1;
      await until(async () => {
        const states = await statesOf();
        return states.length === wanted && states.every((state) => state === 'delivered');
      }, 60_000);

      const subjects = subjectsOf(webhook);
      expect(subjects).toHaveLength(wanted);
      expect(new Set(subjects).size).toBe(wanted);
      const logs = [api, ...workers].map(({ log }) => log()).join();
      expect(logs).not.toContain(webhook.secret.slice(6));
      expect(logs).not.toContain(receiver.url);
    },
    PATIENCE_MS,
  );
});
