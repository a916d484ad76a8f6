import { changesBetween, type ShownRow } from '@trackside/page-vault';

function row(name: string, fields: ShownRow['fields'], more: Partial<ShownRow> = {}): ShownRow {
  const person = { driverName: name, driverHidden: false };
  return { keys: [name], place: 0, label: null, ...person, fields, ...more };
}

describe('what a row shows otherwise', () => {
  it('is each field with its old and its new value, whatever its place on the page', () => {
    const before = [row('ANN', { lap_count: 15, status: null }), row('BO', { lap_count: 14 })];
    const now = [row('BO', { lap_count: 14 }), row('ANN', { lap_count: 14, status: 'DQ' })];

    expect(changesBetween(before, now, false)).toEqual([
      { label: null, driverName: 'ANN', field: 'lap_count', old: 15, new: 14 },
      { label: null, driverName: 'ANN', field: 'status', old: null, new: 'DQ' },
    ]);
  });

  it('is that it is shown no more, or is now, where the page was final', () => {
    const [before, now] = [[row('ANN', {})], [row('BO', {})]];

    expect(changesBetween(before, now, false)).toEqual([]);
    expect(changesBetween(before, now, true)).toEqual([
      { label: null, driverName: 'ANN', field: 'listed', old: true, new: false },
      { label: null, driverName: 'BO', field: 'listed', old: false, new: true },
    ]);
  });

  it('is nothing while what was empty fills', () => {
    const before = [row('ANN', { average: null, lap_count: 3 }, { isGrowing: true })];

    expect(changesBetween(before, [row('ANN', { average: 30.1, lap_count: 3 })], true)).toEqual([]);
  });

  it('is nothing where a name was hidden or shown meanwhile, and no word about who it is', () => {
    const shown = row('ANN', { driver_name: 'ANN', transponder: '17', position: 1 });
    const hidden = row('Hidden driver 1', {
      ...{ driver_name: 'Hidden driver 1', transponder: null, position: 2 },
    });
    const change = { label: null, field: 'position' };
    const [one, other] = [[shown], [{ ...hidden, driverHidden: true }]];

    expect(changesBetween(one, other, true)).toEqual([
      { ...change, driverName: 'Hidden driver 1', old: 1, new: 2 },
    ]);
    expect(changesBetween(other, one, true)).toEqual([
      { ...change, driverName: 'ANN', old: 2, new: 1 },
    ]);
  });

  it('keeps two drivers of one name apart as the page orders them', () => {
    const before = [row('ANN', { position: 1 }), row('ANN', { position: 2 })];
    const now = [row('ANN', { position: 1 }), row('ANN', { position: 3 })];

    expect(changesBetween(before, now, true)).toEqual([
      { label: null, driverName: 'ANN', field: 'position', old: 2, new: 3 },
    ]);
  });

  it('of a thousand fields and more is told as far as that, with how many are left out', () => {
    const many = (value: number) =>
      Array.from({ length: 1_200 }, (_, i) => row(`DRIVER ${i}`, { position: value }));
    const changes = changesBetween(many(1), many(2), true);

    expect(changes).toHaveLength(1_001);
    expect(changes.at(-1)).toMatchObject({ field: 'more', old: null, new: 200 });
  });
});
