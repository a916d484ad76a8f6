import { filterEntries } from './entry-filter';

const entry = (class_name: string, driver_name: string, transponder: string | null) => ({
  ...{ class_name, driver_name, transponder },
  car_number: 1,
});
const ENTRIES = [
  entry('Truggy', 'ZOË MARLOW', '1003818'),
  entry('Junior', 'IDA FLINT', null),
  entry('Truggy', 'THEO MARSH', '2222363/2'),
];
const named = (className: string | null, text: string) =>
  filterEntries(ENTRIES, className, text).map((its) => [
    its.className,
    its.entries.map(({ driver_name }) => driver_name),
  ]);

describe('the entry list', () => {
  it('stands by class in its own order', () => {
    expect(named(null, '')).toEqual([
      ['Truggy', ['ZOË MARLOW', 'THEO MARSH']],
      ['Junior', ['IDA FLINT']],
    ]);
  });

  it('is narrowed to a class, and to any part of a name or transponder, accents aside', () => {
    expect(named('Truggy', 'mar')).toEqual([['Truggy', ['ZOË MARLOW', 'THEO MARSH']]]);
    expect(named(null, ' zoe ')).toEqual([['Truggy', ['ZOË MARLOW']]]);
    expect(named(null, '2363/')).toEqual([['Truggy', ['THEO MARSH']]]);
    expect(named('Junior', 'zoe')).toEqual([]);
  });
});
