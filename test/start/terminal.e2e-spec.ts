import { stripVTControlCharacters } from 'node:util';
import { TracksideProcess, cleanUp } from './trackside-process.js';

/** `script` gives a program a terminal; the one of other systems takes other words. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

afterEach(cleanUp);

onLinux('the log', () => {
  it('is short on a terminal: the address, the months that LiveRC was asked for, and no routes', async () => {
    const copy = await TracksideProcess.start({ command: 'demo', terminal: true });
    const before = copy.said.length;
    const trackId = await firstTrack(copy);
    await discover(copy, trackId);
    await copy.untilSaid(/read from LiveRC in/);

    expect(before).toBeLessThan(12);
    expect(copy.output).toContain(`Trackside is running at ${copy.url}/ (demo data)`);
    expect(stripVTControlCharacters(copy.output)).toMatch(
      /INFO.*: [a-z0-9-]+ \d{4}-\d{2} read from LiveRC in \d+\.\d s/,
    );
    for (const word of ['{"level"', 'Mapped', 'InstanceLoader', 'request completed']) {
      expect(copy.output).not.toContain(word);
    }
  }, 240_000);

  it('is JSON where no terminal reads it', async () => {
    const copy = await TracksideProcess.start();
    const lines = copy.said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));

    expect(lines).toContainEqual(
      expect.objectContaining({ level: 30, msg: 'Nest application successfully started' }),
    );
  }, 240_000);
});

async function firstTrack({ url }: TracksideProcess): Promise<string> {
  for (;;) {
    const answer = (await (await fetch(`${url}/api/v1/tracks?limit=1`)).json()) as {
      data: { items: { id: string }[] };
    };
    const [track] = answer.data.items;
    if (track) return track.id;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function discover({ url }: TracksideProcess, trackId: string): Promise<void> {
  await fetch(`${url}/api/v1/practice-days/discover-range`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ track_id: trackId }),
  });
}
