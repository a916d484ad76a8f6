import { yearsKnown } from './drivers';

const MONTHS = ['2025-11', '2025-07', '2024-03', '2019-05', '2018-01'];

describe('the years that who practised can be asked for', () => {
  it('reach from the first day that was read to the last one', () => {
    expect(yearsKnown(MONTHS, '2024-03-02', '2025-07-19')).toEqual([2025, 2025, 2024]);
    expect(yearsKnown(MONTHS, '2025-07-01', '2025-07-19')).toEqual([2025, 2025]);
  });

  it('are all with practice while it is not known what was read', () => {
    expect(yearsKnown(MONTHS, null, null)).toEqual([2025, 2025, 2024, 2019, 2018]);
  });
});
