import { printRace, printRacer, racer, result, type PrintedRace } from '../../test/printed-race.js';
import { refusal } from '../../test/refusals.js';
import { parseRace } from './race.js';

const URL = 'https://hollowcreek.liverc.com/results/?p=view_race_result&id=7000001';
const read = (race: PrintedRace = {}) => parseRace(printRace(race), URL);

describe("a race's script", () => {
  const driverNames = [
    "CY O'DELL",
    'BACK\\SLASH',
    'DOUBLE "QUOTED" NAME',
    "racerLaps[5] = {'driverName' : 'X', 'laps' : []};",
    '냉장고 & <b>',
    '{[,]}: //',
  ];
  it.each(driverNames)('may name %s', (driverName) => {
    const page = read({ results: [result({ driverName })] });
    expect(page.results).toEqual([result({ driverName })]);
    expect(page.drivers).toEqual([racer(result({ driverName }))]);
  });

  it.each([
    ['an escaped end of a script', String.raw`A<\/script>B`, 'A</script>B'],
    ['a new line', 'A\nB', 'A B'],
    ['an escaped new line', String.raw`A\nB`, 'A B'],
    ['escaped letters', String.raw`\u0041\x42`, 'AB'],
  ])('may have %s in a name', (_what, inside, driverName) => {
    const script = printRacer(racer(result()), result()).replaceAll('ALDO QUIST', inside);
    const page = read({ script, results: [result({ driverName: inside })] });
    expect(page.drivers[0]?.driverName).toBe(driverName);
    expect(page.drivers[0]?.laps).toHaveLength(3);
  });

  it('that a name ends too early costs laps, and tells so', () => {
    const script = printRacer(racer(result()), result()).replaceAll('ALDO', 'A</script>B');
    const page = read({ script });
    expect(page.results).toHaveLength(1);
    expect([page.drivers, page.unreadableLaps]).toEqual([[], 3]);
  });

  it('costs no other driver anything when a quote stands unescaped in a name', () => {
    const other = result({ position: 2, driverName: 'CY ODELL', sourceDriverId: '910003' });
    const broken = printRacer(racer(result()), result()).replaceAll('ALDO', "A'LDO");
    const script = `${broken}\n// don't\n${printRacer(racer(other), other)}`;
    const page = read({ script, results: [result(), other] });
    expect(page.drivers).toEqual([racer(other)]);
    expect(page.unreadableLaps).toBe(3);
  });

  it('may be written by a formatter: bare keys, double quotes, commas behind the last', () => {
    const raw = printRacer(racer(result()), result());
    const script = raw
      .replace(/'(\w+)' :/g, '$1:')
      .replace(/'/g, '"')
      .replace(/\}\s*\]/g, '},\n]');
    expect(read({ script }).drivers).toEqual([racer(result())]);
  });

  it.each(['NaN', '-1', '1e999', '1:02.3', '62,3', '∞', ''])('has no lap of %j', (time) => {
    const script = printRacer(racer(result()), result()).replace("'73.792'", `'${time}'`);
    const page = read({ script });
    expect(page.drivers[0]?.laps.map((lap) => lap.lapNumber)).toEqual([1, 2]);
    expect(page.unreadableLaps).toBe(1);
  });

  it('keeps laps above a minute as decimal seconds, and laps of no time', () => {
    const drivers = [racer(result(), [146.309, 0, 38.1])];
    expect(read({ drivers }).drivers).toEqual(drivers);
  });

  it('is believed once where a lap stands twice', () => {
    const script = printRacer(racer(result()), result()).replace(
      "'lapNum' : '2'",
      "'lapNum' : '1'",
    );
    const page = read({ script });
    expect(page.drivers[0]?.laps.map((lap) => lap.lapTimeSeconds)).toEqual([36.5, 73.792]);
    expect(page.unreadableLaps).toBe(1);
  });

  it('lacks laps that the row says were driven', () => {
    const page = read({ drivers: [racer(result(), [36.5, 36.017])] });
    expect(page.drivers[0]?.laps).toHaveLength(2);
    expect(page.unreadableLaps).toBe(1);
  });

  it('has keys that no list of laps has', () => {
    const strange = "'__proto__' : {'polluted' : '1'}, 'constructor' : 'x', 'driverName'";
    const script = printRacer(racer(result()), result()).replace("'driverName'", strange);
    expect(read({ script }).drivers).toEqual([racer(result())]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('gives the second of two drivers with one id no laps', () => {
    const other = result({ position: 2, driverName: 'CY ODELL' });
    const page = read({ results: [result(), other], drivers: [racer(result()), racer(other)] });
    expect(page.results.map((row) => row.sourceDriverId)).toEqual(['910001', null]);
    expect(page.drivers).toEqual([racer(result())]);
    expect(page.unreadableLaps).toBe(6);
  });

  it('of more than 5,000 laps of a driver is no script of a race', () => {
    const lap = (index: number) => ({ lapNumber: index + 1, position: 1, lapTimeSeconds: 20 });
    const laps = (length: number) => [
      { ...racer(result()), laps: Array.from({ length }, (_, i) => lap(i)) },
    ];
    expect(read({ drivers: laps(5000) }).drivers[0]?.laps).toHaveLength(5000);
    expect(refusal(() => read({ drivers: laps(10_000) }))).toMatch(/at most 5000 laps/);
  });
});
