import { convertToParamMap } from '@angular/router';
import { driverParams, readDriverQuery } from './driver-query';

describe('the address of a driver', () => {
  it('names track and driver, and tells unknown drivers apart by transponder', () => {
    const named = driverParams('track-1', 'Mia Sanders');
    expect(named).toEqual({
      track: 'track-1',
      name: 'Mia Sanders',
      transponder: null,
      class: null,
    });
    expect(driverParams('track-1', 'Mia Sanders', 'Truggy')).toMatchObject({ class: 'Truggy' });
    const unknown = driverParams('track-1', 'Unknown Driver (3071066)');
    expect(readDriverQuery(convertToParamMap(unknown))).toEqual({
      trackId: 'track-1',
      name: 'Unknown Driver',
      transponder: '3071066',
    });
  });

  it('without a name names nobody', () => {
    expect(readDriverQuery(convertToParamMap({ track: 'track-1', name: ' ' }))).toBeNull();
  });
});
