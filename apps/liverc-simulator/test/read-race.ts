import { load } from 'cheerio';

/** A race's page as it is printed, read by the order of its columns. */
export interface PrintedRace {
  title: string;
  heading: string;
  headers: string[];
  subHeaders: string[];
  rows: PrintedRow[];
  drivers: PrintedDriver[];
}

export interface PrintedRow {
  /** Visible texts of the cells, the driver's left out. */
  cells: string[];
  carNumber: number;
  name: string;
  driverId: string | undefined;
}

export interface PrintedDriver {
  id: string;
  name: string;
  figures: Record<Figure, string>;
  laps: { lapNum: number; pos: number; time: string; pace: string }[];
}

const FIGURES = [
  ...(['fastLap', 'avgLap', 'avgTop5', 'avgTop10', 'avgTop15'] as const),
  ...(['top2Consecutive', 'top3Consecutive', 'stdDeviation', 'consistency'] as const),
];
export type Figure = (typeof FIGURES)[number];

/** Blocks of `racerLaps[…] = {…};` between the pushes that surround them. */
function readDrivers(html: string): PrintedDriver[] {
  const blocks = [...html.matchAll(/racerLaps\[(\d+)\] = \{([\s\S]*?)\n\t{7}\};/g)];
  return blocks.map(([, id = '', block = '']) => {
    const field = (name: string) =>
      new RegExp(`'${name}' : '((?:\\\\.|[^'\\\\])*)'`).exec(block)![1]!;
    const laps = [
      ...block.matchAll(
        /'lapNum' : '(\d+)',\s*'pos' : '(\d+)',\s*'time' : '([\d.]+)',\s*'pace' : '([^']*)'/g,
      ),
    ];
    return {
      id,
      name: field('driverName').replace(/\\(.)/g, '$1'),
      figures: Object.fromEntries(FIGURES.map((name) => [name, field(name)])) as Record<
        Figure,
        string
      >,
      laps: laps.map(([, lapNum, pos, time = '', pace = '']) => {
        return { lapNum: Number(lapNum), pos: Number(pos), time, pace };
      }),
    };
  });
}

export function readRace(html: string): PrintedRace {
  const $ = load(html);
  const textOf = (element: Parameters<typeof $>[0]) => $(element).text().trim();
  const rows = $('table.race_result > tbody > tr')
    .get()
    .map((row): PrintedRow => {
      const cells = $(row).children('td').get();
      const visible = cells.map((cell) => {
        $(cell).children('.hidden').remove();
        return textOf(cell);
      });
      return {
        cells: visible.filter((_, index) => index !== 1),
        carNumber: Number($(row).find('.car_num').text()),
        name: $(row).find('.driver_name').text(),
        driverId: $(row).find('a.driver_laps').attr('data-driver-id'),
      };
    });
  return {
    title: $('title').text(),
    heading: textOf($('.panel-heading').first()),
    headers: $('table.race_result > thead > tr').eq(1).children().get().map(textOf),
    subHeaders: $('.class_sub_header').get().map(textOf),
    rows,
    drivers: readDrivers(html),
  };
}
