import { driverCountWords } from './driver-counts';

it.each([
  [17, 0, '17 drivers'],
  [1, 0, '1 driver'],
  [17, 2, '17 drivers, 2 unknown'],
  [0, 1, '1 unknown driver'],
  [0, 0, '0 drivers'],
])('counts %d drivers with a name and %d without one as %s', (named, unknown, words) => {
  expect(driverCountWords(named, unknown)).toBe(words);
});
