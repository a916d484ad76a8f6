import type { EventEntry, EventRanking } from '@trackside/contracts';
import { belongsTo } from '../../me/driver-names';
import { eventDrivers } from './event-drivers';

const entry = (
  driver_name: string,
  class_name: string,
  transponder: string | null,
): EventEntry => ({
  ...{ driver_name, class_name, transponder },
  car_number: 1,
});

const ranking = (class_name: string, ...names: string[]) =>
  ({
    kind: 'round',
    title: 'Round 1',
    provisional: false,
    classes: [{ class_name, rows: names.map((driver_name) => ({ driver_name })) }],
  }) as EventRanking;

describe('the drivers of an event', () => {
  it('are those of the entry list by name, each once with all classes and transponders', () => {
    const entries = [
      entry('ZOE MARLOW', 'Truggy', '11'),
      entry('ADA FINCH', 'Junior', null),
      entry('Zoe Marlow', '1/8 Nitro', '12'),
    ];
    expect(eventDrivers(entries, []).map(({ label, about }) => [label, about])).toEqual([
      ['ADA FINCH', 'Junior'],
      ['ZOE MARLOW', 'Truggy, 1/8 Nitro, 11, 12'],
    ]);
  });

  it('are known by each of their transponders', () => {
    const [zoe] = eventDrivers([entry('ZOE MARLOW', 'Truggy', '11')], []);
    expect(zoe?.driven.some(belongsTo(['11']))).toBe(true);
    expect(zoe?.driven.some(belongsTo(['12']))).toBe(false);
  });

  it('include who raced without an entry', () => {
    const drivers = eventDrivers(
      [entry('ADA FINCH', 'Junior', null)],
      [ranking('Junior', 'ADA FINCH', 'LATE COMER')],
    );
    expect(drivers.map(({ label }) => label)).toEqual(['ADA FINCH', 'LATE COMER']);
  });
});
