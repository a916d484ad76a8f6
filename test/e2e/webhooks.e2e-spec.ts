import type { Webhook, WebhookMessage } from '@trackside/contracts';
import { DeliveryWorker } from '../../libs/webhooks/src/sending/delivery-worker.js';
import { MovedClock } from './support/clock.js';
import { importDay, newestDays } from './support/imports.js';
import { trackId } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import {
  deliveriesOf,
  discoverMonth,
  makeWebhook,
  WEBHOOK_PATIENCE_MS,
} from './support/webhooks.js';

const SLUG = 'tallowick';
const TRACK = trackId(SLUG);
const TODAY = new Date().toISOString().slice(0, 10);

describe('a webhook', () => {
  const stage = trackside({ simulator: { today: TODAY } });
  const receiver = new WebhookReceiver();

  beforeAll(() => receiver.start());
  beforeEach(() => receiver.forget());
  afterAll(() => receiver.stop());

  const untilReceived = (count: number) =>
    stage.until(() => receiver.received.length >= count, WEBHOOK_PATIENCE_MS);

  /** When everything that has happened is seen to. */
  const untilQuiet = async () => {
    await stage.app.get(DeliveryWorker, { strict: false }).look();
    await stage.until(async () => {
      const [left] = await stage.query<{ count: number }>(`
        SELECT (SELECT count(*) FROM webhook_news) + (SELECT count(*) FROM webhook_deliveries
          WHERE state = 'pending' AND attempts = 0) AS count`);
      return Number(left!.count) === 0;
    }, WEBHOOK_PATIENCE_MS);
  };

  const dataOf = (messages: WebhookMessage[]): object[] => messages.map(({ data }) => data);

  it('is told of the end of an import, once, signed', async () => {
    const [day] = newestDays(stage.simulator, SLUG, 1);
    const webhook = await makeWebhook(stage, { url: receiver.url, events: ['import.finished'] });

    const eventId = await importDay(stage, SLUG, day!);
    await untilReceived(1);
    await untilQuiet();

    expect(receiver.verified(webhook.secret)).toMatchObject([
      {
        type: 'import.finished',
        data: {
          state: 'completed',
          track_id: TRACK,
          track_slug: SLUG,
          days_total: 1,
          days: [{ date: day, event_id: eventId, state: 'completed' }],
        },
      },
    ]);
    const deliveries = await deliveriesOf(stage, webhook);
    expect(deliveries).toMatchObject([
      { event: 'import.finished', state: 'delivered', attempts: 1, response_status: 204 },
    ]);
    const [{ headers }] = receiver.received as [(typeof receiver.received)[0]];
    expect(headers['webhook-id']).toBe(deliveries[0]!.id);
    expect(headers['content-type']).toBe('application/json');
  });

  it('is told of new practice days of its track, not of history', async () => {
    stage.simulator.lateUpload(SLUG, TODAY, 3);
    const webhook = await makeWebhook(stage, { url: receiver.url, track_id: TRACK });
    const elsewhere = await makeWebhook(stage, {
      url: `${receiver.url}/elsewhere`,
      track_id: trackId('marrowgate'),
    });

    await discoverMonth(stage, TRACK, TODAY);
    const old = newestDays(stage.simulator, SLUG, 40).at(-1)!;
    await discoverMonth(stage, TRACK, old);
    await untilReceived(1);
    await untilQuiet();

    const days = dataOf(receiver.verified(webhook.secret)) as { date: string }[];
    const since = new Date(Date.now() - 15 * 86_400_000).toISOString().slice(0, 10);
    expect(days.map(({ date }) => date)).toContain(TODAY);
    expect(days.filter(({ date }) => date < since)).toEqual([]);
    expect(days.find(({ date }) => date === TODAY)).toMatchObject({
      track_slug: SLUG,
      event_id: expect.any(String),
      session_count: expect.any(Number),
    });
    expect(await deliveriesOf(stage, elsewhere)).toEqual([]);
  });

  it('is told of a day once, however often it is read', async () => {
    stage.simulator.lateUpload(SLUG, TODAY, 3);
    const webhook = await makeWebhook(stage, { url: receiver.url, track_id: TRACK });
    await discoverMonth(stage, TRACK, TODAY);
    await untilQuiet();
    const before = receiver.received.length;

    const [year, month] = TODAY.split('-').map(Number);
    const again = { track_id: TRACK, year, month, refresh: true };
    await stage.agent.post('/api/v1/practice-days/discover').send(again).expect(200);
    await untilQuiet();

    expect(before).toBeGreaterThan(0);
    expect(receiver.received).toHaveLength(before);
    expect(await deliveriesOf(stage, webhook)).toHaveLength(before);
  });

  it('is told of the sessions of its driver, however the name is spaced', async () => {
    const [day] = newestDays(stage.simulator, SLUG, 1);
    const { sessions } = stage.simulator.truth.day(SLUG, day!)!;
    const { driver_name: name } = sessions.find((one) => one.driver_name !== 'Unknown Driver')!;
    const spaced = `  ${name.toUpperCase().replace(' ', '   ')} `;
    const webhook = await makeWebhook(stage, {
      url: receiver.url,
      events: ['practice_session.read'],
      driver_name: spaced,
    });

    await importDay(stage, SLUG, day!);
    const own = sessions.filter((session) => session.driver_name === name);
    await untilReceived(own.length);
    await untilQuiet();

    const told = dataOf(receiver.verified(webhook.secret)) as { started_at: string }[];
    expect(told.map(({ started_at }) => started_at).sort()).toEqual(
      own.map(({ started_at }) => started_at).sort(),
    );
    expect(told[0]).toMatchObject({ driver_name: name, date: day, track_id: TRACK });
  });

  it('hears nothing of what it did not ask for, or of what happened before it was made', async () => {
    const [day] = newestDays(stage.simulator, SLUG, 1);
    await importDay(stage, SLUG, day!);
    const webhook = await makeWebhook(stage, {
      url: receiver.url,
      events: ['event.results_final', 'practice_session.read', 'import.finished'],
      track_id: trackId('marrowgate'),
    });

    await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 2)[1]!);
    await untilQuiet();

    expect(await deliveriesOf(stage, webhook)).toEqual([]);
    expect(receiver.received).toEqual([]);
  });

  it('is told again, ever later, until it listens: with one id, signed anew', async () => {
    const clock = new MovedClock();
    clock.govern({ app: stage.app } as never);
    receiver.behaviour = () => (receiver.received.length < 4 ? 503 : 204);
    const webhook = await makeWebhook(stage, { url: receiver.url, events: ['import.finished'] });
    await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 1)[0]!);

    for (const [attempt, pauseSeconds] of [5, 30, 120].entries()) {
      await untilReceived(attempt + 1);
      const [failed] = await untilTried(attempt + 1);
      const pause = Date.parse(failed!.next_attempt_at!) - Date.parse(failed!.last_attempt_at!);
      expect(Math.abs(pause / 1000 - pauseSeconds)).toBeLessThan(5);
      expect(failed).toMatchObject({ state: 'pending', response_status: 503 });
      expect(failed!.error).toBe('answered 503');
      clock.move(pauseSeconds);
    }
    await untilReceived(4);
    const [delivered] = await untilTried(4);

    expect(delivered).toMatchObject({ state: 'delivered', error: null, next_attempt_at: null });
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    const signatures = receiver.received.map(({ headers }) => headers['webhook-signature']);
    expect([new Set(ids).size, new Set(signatures).size]).toEqual([1, 4]);

    async function untilTried(attempts: number) {
      const isTried = async () => {
        const [one] = await deliveriesOf(stage, webhook);
        return one?.attempts === attempts && (one.error !== null || one.state === 'delivered');
      };
      await stage.until(isTried, WEBHOOK_PATIENCE_MS);
      return deliveriesOf(stage, webhook);
    }
  });

  it('is switched off by 410, and on again by a message that is sent again and arrives', async () => {
    receiver.behaviour = () => 410;
    const wish = { url: receiver.url, events: ['import.finished' as const] };
    const webhook = await makeWebhook(stage, wish);
    const path = `/api/v1/webhooks/${webhook.id}`;
    const webhookNow = async () => (await stage.agent.get(path)).body.data as Webhook;
    const [first, second] = newestDays(stage.simulator, SLUG, 2) as [string, string];
    await importDay(stage, SLUG, first);
    await stage.until(
      async () => (await webhookNow()).switched_off_reason !== null,
      WEBHOOK_PATIENCE_MS,
    );
    expect(await webhookNow()).toMatchObject({
      switched_off_reason: 'gone',
      switched_off_at: expect.any(String),
    });
    await importDay(stage, SLUG, second);
    await untilQuiet();
    const [delivery, ...others] = await deliveriesOf(stage, webhook);
    expect([delivery!.state, others]).toEqual(['failed', []]);

    receiver.behaviour = () => 204;
    const resend = `${path}/deliveries/${delivery!.id}/resend`;
    const { body } = await stage.agent.post(resend).expect(202);
    await untilReceived(2);
    await stage.until(async () => (await webhookNow()).switched_off_at === null);

    expect(body.data).toMatchObject({ id: delivery!.id, state: 'pending' });
    expect(await deliveriesOf(stage, webhook)).toMatchObject([
      { state: 'delivered', attempts: 2, error: null },
    ]);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      delivery!.id,
      delivery!.id,
    ]);
  });

  it('that fails for days is switched off, and says so', async () => {
    const clock = new MovedClock();
    clock.govern({ app: stage.app } as never);
    receiver.behaviour = () => 500;
    const webhook = await makeWebhook(stage, { url: receiver.url, events: ['import.finished'] });
    const [first, second] = newestDays(stage.simulator, SLUG, 2) as [string, string];
    await importDay(stage, SLUG, first);
    await stage.until(
      async () => (await deliveriesOf(stage, webhook))[0]?.error != null,
      WEBHOOK_PATIENCE_MS,
    );
    clock.move(73 * 3_600);
    await importDay(stage, SLUG, second);
    const path = `/api/v1/webhooks/${webhook.id}`;
    await stage.until(
      async () => (await stage.agent.get(path)).body.data.switched_off_reason === 'failing',
      WEBHOOK_PATIENCE_MS,
    );

    const states = (await deliveriesOf(stage, webhook)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['failed']));
  });

  it('is sent to no place that an answer names', async () => {
    receiver.behaviour = ({ path }) =>
      path === '/hook' ? { redirectTo: `${receiver.url}/elsewhere` } : 204;
    const webhook = await makeWebhook(stage, { url: receiver.url, events: ['import.finished'] });
    await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 1)[0]!);
    await untilReceived(1);
    await stage.until(async () => (await deliveriesOf(stage, webhook))[0]?.error != null);

    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
    expect(await deliveriesOf(stage, webhook)).toMatchObject([{ error: 'answered 307' }]);
  });

  it('lists its deliveries page by page, newest first, and each can be sent again', async () => {
    const wish = { url: receiver.url, events: ['practice_session.read' as const] };
    const webhook = await makeWebhook(stage, wish);
    await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 1)[0]!);
    await untilQuiet();
    const all = await deliveriesOf(stage, webhook);
    const path = `/api/v1/webhooks/${webhook.id}/deliveries`;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = `limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await stage.agent.get(`${path}?${query}`).expect(200);
      seen.push(...(body.data.items as { id: string }[]).map(({ id }) => id));
      cursor = body.data.next_cursor as string | null;
    }

    expect(all.length).toBeGreaterThan(2);
    expect(seen).toEqual(all.map(({ id }) => id));
    await stage.agent.get(`${path}?cursor=forged`).expect(400);
    const nothing = '00000000-0000-4000-8000-000000000000';
    await stage.agent.post(`${path}/${nothing}/resend`).expect(404);
  });
});
