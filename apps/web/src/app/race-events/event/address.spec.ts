import { convertToParamMap } from '@angular/router';
import { readAddress, writeAddress } from './address';

describe('the address of an event', () => {
  it('tells what is looked at, and writes what it read', () => {
    const params = { tab: 'entries', driver: ['ZOE MARLOW', '3071066'], class: 'Truggy', q: 'mar' };
    const address = readAddress(convertToParamMap(params));
    expect(address).toEqual({
      tab: 'entries',
      person: ['ZOE MARLOW', '3071066'],
      className: 'Truggy',
      text: 'mar',
    });
    expect(writeAddress(address)).toEqual(params);
  });

  it('says nothing of what is not chosen, and falls back where it makes no sense', () => {
    const address = readAddress(convertToParamMap({ tab: 'elsewhere', driver: ' ' }));
    expect(address).toEqual({ tab: 'overview', person: [], className: null, text: '' });
    expect(writeAddress(address)).toEqual({ tab: null, driver: null, class: null, q: null });
  });

  it('keeps what a change does not name', () => {
    expect(writeAddress({ className: null })).toEqual({ class: null });
  });
});
