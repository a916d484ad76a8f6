import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import type { Cell } from '../src/http/csv.js';
import { type SheetPlan, type WorkbookPlan, writeWorkbook } from '../src/http/workbook.js';

const NUMBERS: SheetPlan = {
  name: 'Rows & more',
  columns: [
    { heading: 'Name', kind: 'text' },
    { heading: 'Count', kind: 'count' },
    { heading: 'Lap time (s)', kind: 'decimal' },
    { heading: 'Started', kind: 'moment' },
  ],
};

function planOf(...sheets: SheetPlan[]): WorkbookPlan<Cell[]> {
  return { sheets, add: (row, written) => written.at(-1)!.add(row), end: () => undefined };
}

async function* eachAlone(rows: Iterable<Cell[]>): AsyncGenerator<Cell[][]> {
  for (const row of rows) yield [row];
}

async function written(plan: WorkbookPlan<Cell[]>, rows: Iterable<Cell[]>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of writeWorkbook(plan, eachAlone(rows))) parts.push(part);
  return Buffer.concat(parts);
}

describe('a workbook', () => {
  it('has its sheets in their order, with headings, numbers as numbers and moments as dates', async () => {
    const summary: SheetPlan = {
      name: 'Summary',
      columns: [{ heading: 'What', kind: 'text' }],
      preface: [['Laps', 412], []],
    };
    const file = await written(planOf(summary, NUMBERS), [
      ['Ines Caldwell', 12, 34.746, '2025-10-25T16:36:38'],
      ['Theo Marsh', null, -0.5, null],
    ]);

    expect(await readWorkbook(file)).toEqual([
      {
        sheet: 'Summary',
        data: [
          ['Laps', 412],
          [null, null],
          ['What', null],
        ],
      },
      {
        sheet: 'Rows & more',
        data: [
          ['Name', 'Count', 'Lap time (s)', 'Started'],
          ['Ines Caldwell', 12, 34.746, new Date('2025-10-25T16:36:38Z')],
          ['Theo Marsh', null, -0.5, null],
        ],
      },
    ]);
  });

  it.each([
    '=HYPERLINK("http://evil.example","x")',
    '+1+1',
    '-1+1',
    '@SUM(A1:A9)',
    '\t=1+1',
    '007',
    '1e5',
    '2025-10-25',
    ' two  spaces ',
    'Žofie Ōkubo 🏁 <b>&amp;"',
    'two\nlines',
  ])('keeps the name %j as text, to the letter', async (name) => {
    const file = await written(planOf(NUMBERS), [[name, 1, 1, null]]);

    const [sheet] = await readWorkbook(file, { trim: false });
    expect(sheet!.data[1]![0]).toBe(name);
    expect(xmlOf(file)).not.toMatch(/<f[ >]/);
  });

  it('can be opened whatever characters a name has', async () => {
    const file = await written(planOf(NUMBERS), [['a\u0000b\rc\uD800d_x0041_\uFFFF', 1, 1, null]]);

    expect(xmlOf(file)).toContain('>a_x0000_b_x000D_c\uFFFDd_x005F_x0041__xFFFF_<');
    expect(await readWorkbook(file)).toHaveLength(1);
  });

  it('leaves while it is written, and holds back no row of its longest sheet', async () => {
    let given = 0;
    const rows = function* (): Generator<Cell[]> {
      for (; given < 20_000; given += 1) yield [`Driver ${given}`, given, given / 1000, null];
    };
    const parts = writeWorkbook(planOf({ ...NUMBERS, name: 'Before' }, NUMBERS), eachAlone(rows()));

    await parts.next();
    const begun = given;
    let [sizes, last]: [number, number] = [0, 0];
    for await (const part of parts) {
      if (given < 20_000) sizes += part.length;
      last = part.length;
    }

    expect(begun).toBe(0);
    expect(sizes).toBeGreaterThan(100_000);
    expect(last).toBeLessThan(64 * 1024);
  });
});

function xmlOf(file: Buffer): string {
  return strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml']!);
}
