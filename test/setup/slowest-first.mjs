import Sequencer from '@jest/test-sequencer';

/** Suites that wait long: begun last, each would keep the whole run waiting for it alone. */
const SLOWEST = [
  'test/start/start',
  'test/e2e/two-witnesses',
  'test/start/anywhere',
  'test/e2e/import-interrupted',
  'test/e2e/reparse-killed',
  'test/e2e/discovery-failures',
  'test/e2e/discovery-properties',
  'test/e2e/nobody-inherits',
  'test/start/settings',
  'test/e2e/false-pages',
  'test/e2e/odd-requests',
  'test/e2e/import',
  'test/e2e/wire-damage',
  'test/e2e/track-names',
];

const rank = ({ path }) => {
  const place = SLOWEST.findIndex((name) => path.includes(`/${name}`));
  return place === -1 ? SLOWEST.length : place;
};

/** The slowest suites first, on a machine that has not run them before, too; then as Jest has it. */
export default class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
