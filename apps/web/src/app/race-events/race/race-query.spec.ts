import { convertToParamMap } from '@angular/router';
import { readRaceQuery, writeRaceQuery } from './race-query';

const read = (params: Record<string, string | string[]>) =>
  readRaceQuery(convertToParamMap(params));

describe('the address of a race', () => {
  it('without parameters shows positions of those whom the page chooses, from the start', () => {
    expect(read({})).toEqual({
      chart: 'positions',
      drivers: null,
      gapTo: null,
      at: null,
      speed: 10,
    });
  });

  it('is read as it was written', () => {
    const query = {
      chart: 'gaps',
      drivers: ['AMY, JR', 'BEN'],
      gapTo: 'BEN',
      at: 61.25,
      speed: 30,
    } as const;
    expect(read(writeRaceQuery(query))).toEqual(query);
    expect(writeRaceQuery({ chart: 'positions', speed: 10, at: null })).toEqual({
      ...{ chart: null, speed: null, t: null },
    });
  });

  it('takes what makes no sense as not said', () => {
    const odd = read({ chart: 'pie', t: '-3', speed: '7', driver: ['A', 'A'] });
    expect(odd).toMatchObject({ chart: 'positions', at: null, speed: 10, drivers: ['A'] });
    expect(read({ t: 'Infinity' }).at).toBeNull();
    expect(read({ t: '' }).at).toBeNull();
  });
});
