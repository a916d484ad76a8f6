import { ClientRig, cut, hang, ok, status, timed, type Answer } from '../../test/client-rig.js';
import { sendPage, until } from '../../test/local-server.js';
import { LivercPageChangedError, LivercUnavailableError } from '../errors.js';

const rig = new ClientRig();

const NOTICE = '<html><title>Back in a moment</title></html>';
const notice: Answer = (response) => sendPage(response, NOTICE);
const damaged: Answer = (response) => sendPage(response, '<!DOCTYPE html><html><title>a pa');

/** Knows no notice. */
function read(html: string): string {
  if (html === NOTICE) throw new LivercPageChangedError(`not recognised: ${html}`, 'url');
  return html;
}

describe('a page that is not recognised', () => {
  it('is read once more in the same request, and a notice that is gone by then hurts nobody', async () => {
    rig.script = [notice, ok];
    expect(await rig.ask(1, { read })).toBe('<title>a page</title>');
    expect(rig.server.paths).toHaveLength(2);
  });

  it.each<[string, Answer]>([
    ['a notice', notice],
    ['status 404', status(404)],
    ['JSON', (response) => response.writeHead(200, { 'content-type': 'text/json' }).end('{}')],
  ])('twice is a changed page: %s', async (_, answer) => {
    rig.script = [answer];
    await expect(rig.ask(1, { read })).rejects.toBeInstanceOf(LivercPageChangedError);
    expect(rig.server.paths).toHaveLength(2);
  });

  it('is read again after a second', async () => {
    rig.script = [notice, ok];
    rig.start({ secondLookPauseMs: undefined });
    expect((await timed(rig.ask(1, { read }))).ms).toBeGreaterThan(950);
  });

  it('is no changed page when LiveRC is down at the second look', async () => {
    rig.script = [notice, cut];
    await expect(rig.ask(1, { read })).rejects.toBeInstanceOf(LivercUnavailableError);
  });

  it('after two resets, with no attempt left for a second look, is not called changed', async () => {
    rig.script = [cut, cut, notice];
    await expect(rig.ask(1, { read })).rejects.toBeInstanceOf(LivercUnavailableError);
    expect(rig.server.connections()).toBe(3);
  });

  it('is not read again when the retries of the last minute are used up', async () => {
    rig.script = [notice];
    for (let id = 1; id <= 12; id++) await rig.ask(id, { read }).catch(() => undefined);
    const perPage = [10, 11, 12].map(
      (id) => rig.server.paths.filter((path) => path.endsWith(`=${id}`)).length,
    );
    expect(perPage).toEqual([2, 1, 1]);
  });

  it('is not read again while pages of its kind failed so on two sites', async () => {
    rig.script = [notice];
    for (const slug of ['alder', 'birch', 'cedar']) {
      await expect(rig.ask(1, { read, slug })).rejects.toBeInstanceOf(LivercPageChangedError);
    }
    const asked = ['alder', 'birch', 'cedar'].map(
      (slug) => rig.server.paths.filter((path) => path.startsWith(`/${slug}/`)).length,
    );
    expect(asked).toEqual([2, 2, 1]);
  });

  it('is given up at once by one who leaves before the second look', async () => {
    rig.script = [notice, hang];
    rig.start({ secondLookPauseMs: 60_000 });
    const controller = new AbortController();
    const asked = timed(rig.ask(1, { read, signal: controller.signal }));
    await until(() => rig.events.length === 1);
    controller.abort(new Error('left'));
    expect((await asked).error).toEqual(new Error('left'));
  });
});

describe('a page that arrived damaged', () => {
  it('is retried as after a reset, and never called a changed page', async () => {
    rig.script = [damaged, damaged, ok];
    expect(await rig.ask(1, { read })).toBe('<title>a page</title>');
    rig.script = [damaged];
    const { error } = await timed(rig.ask(2, { read, key: 'another' }));
    expect(error).toBeInstanceOf(LivercUnavailableError);
    expect(rig.events.map(({ outcome }) => outcome)).toEqual([
      'network',
      'network',
      'ok',
      'network',
      'network',
      'network',
    ]);
  });
});

describe('a page whose reading takes a while', () => {
  it('is given up at once by one who leaves meanwhile', async () => {
    const controller = new AbortController();
    const endless = () => new Promise<never>(() => undefined);
    const asked = timed(rig.ask(1, { read: endless, signal: controller.signal }));
    await until(() => rig.events.length === 1);
    controller.abort(new Error('left'));
    expect((await asked).error).toEqual(new Error('left'));
  });
});

describe('a page of which nothing could be stored', () => {
  it('is not asked for again for 5 s', async () => {
    rig.start({ failedPagePauseMs: 1000 });
    await rig.ask(1);
    rig.client.noteNotStored(`${rig.server.url}/abc/practice/?p=view_session&id=1`);
    expect((await timed(rig.ask(1))).ms).toBeGreaterThan(900);
  });
});
