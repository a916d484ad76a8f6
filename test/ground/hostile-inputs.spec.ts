import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

interface Line {
  thrown: string;
  gives: string;
  heldBy: { suite: string; title: string }[];
}

/** The rows of the tables in docs/hostile-inputs.md. */
async function readLines(): Promise<Line[]> {
  const text = await readFile(join(ROOT, 'docs/hostile-inputs.md'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:thrown|-+) /.test(line))
    .map((line) => {
      const [, thrown = '', gives = '', held = ''] = line.split('|').map((cell) => cell.trim());
      const heldBy = held.split('<br>').map((one) => {
        const [, suite = '', title = ''] = /^`([\w/.-]+)`: (.+)$/.exec(one) ?? [];
        return { suite, title };
      });
      return { thrown, gives, heldBy };
    });
}

describe('docs/hostile-inputs.md', () => {
  it('says of each input what it gives, and which suite holds it', async () => {
    const lines = await readLines();

    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      expect(line).toEqual({
        thrown: expect.stringMatching(/./),
        gives: expect.stringMatching(/./),
        heldBy: line.heldBy.map(() => ({
          suite: expect.stringMatching(/^(?:apps|libs|test)\/.+spec\.ts$/),
          title: expect.stringMatching(/./),
        })),
      });
    }
  });

  it('names titles that stand in these suites', async () => {
    const lines = await readLines();
    const missing: string[] = [];
    for (const { suite, title } of lines.flatMap(({ heldBy }) => heldBy)) {
      const text = await readFile(join(ROOT, suite), 'utf8').catch(() => '');
      const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``];
      if (!quoted.some((one) => text.includes(one))) missing.push(`${suite}: ${title}`);
    }

    expect(missing).toEqual([]);
  });
});
