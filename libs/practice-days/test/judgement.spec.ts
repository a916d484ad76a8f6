import type { PracticeSession } from '@trackside/contracts';
import type { DayReading } from '../src/day/day-reading.js';
import { type DayEvidence, judge, judgeAgain, type Judgement } from '../src/day/judgement.js';

const NOON = new Date('2025-10-25T12:00:00Z');
const OWN = new Set<string>();

function session(number: number, laps = 5): PracticeSession {
  return {
    id: `id-${number}`,
    source_session_id: `${number}`,
    driver_name: `Driver ${number}`,
    class_name: '1/8 Buggy',
    transponder: '7000001',
    started_at: `2025-10-25T10:0${number}:00`,
    duration_seconds: laps * 30,
    lap_count: laps,
    fastest_lap_seconds: 29,
    average_lap_seconds: 30,
  };
}

/** A page of these sessions whose totals and calendar agree with it, unless told otherwise. */
function page(sessions: PracticeSession[], change: Partial<DayReading> = {}): DayReading {
  return {
    id: 'day',
    trackId: 'track',
    date: '2025-10-25',
    order: 1,
    readAt: NOON,
    sessions,
    unreadableRows: 0,
    printedTotals: {
      totalLaps: sessions.reduce((laps, one) => laps + (one.lap_count ?? 0), 0),
      totalTrackTimeSeconds: 0,
      uniqueDrivers: sessions.length,
      uniqueClasses: Math.min(1, sessions.length),
    },
    verified: true,
    calendar: { sessionCount: sessions.length || null, isNew: true },
    owners: new Map(),
    ...change,
  };
}

function known(sessions: PracticeSession[], after?: Judgement): DayEvidence {
  return {
    sessions: after?.sessions ?? sessions,
    listedSessionCount: sessions.length,
    isUnlisted: false,
    mostSessions: sessions.length,
    doubt: after?.doubt ?? null,
    witnesses: after?.witnesses ?? [],
    settled: after?.settled ?? null,
  };
}

function later(seconds: number): Pick<DayReading, 'readAt'> {
  return { readAt: new Date(NOON.getTime() + seconds * 1000) };
}

const idsOf = ({ sessions }: Judgement): string[] => sessions.map(({ id }) => id).sort();

describe('a reading of a day, judged by what is known', () => {
  const ALL = [session(3), session(2), session(1)];
  const LESS = [session(3), session(1)];

  it('that shows everything is believed', () => {
    const judgement = judge(page(ALL), known(ALL), OWN);

    expect(judgement).toMatchObject({ sessions: ALL, removed: [], doubt: null, witnesses: [] });
  });

  it('that lacks a session takes it away at the second time, a minute later, and not before', () => {
    const first = judge(page(LESS), known(ALL), OWN);
    const tooSoon = judge(page(LESS, later(59)), known(ALL, first), OWN);
    const second = judge(page(LESS, later(60)), known(ALL, tooSoon), OWN);

    expect(idsOf(first)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(first.doubt).toMatchObject({ readings: 1, message: expect.stringContaining('10:02') });
    expect(tooSoon.doubt).toMatchObject({ readings: 2 });
    expect(second).toMatchObject({ removed: ['id-2'], doubt: null, isGone: false });
    expect(idsOf(second)).toEqual(['id-1', 'id-3']);
  });

  it.each<[string, Partial<DayReading>]>([
    ['whose calendar was not asked anew', { calendar: { sessionCount: 2, isNew: false } }],
    ['whose calendar counts more', { calendar: { sessionCount: 3, isNew: true } }],
    [
      'whose totals count more',
      {
        printedTotals: {
          totalLaps: 15,
          totalTrackTimeSeconds: 0,
          uniqueDrivers: 3,
          uniqueClasses: 1,
        },
      },
    ],
  ])('that lacks a session takes nothing away, however often, on a page %s', (_, change) => {
    const first = judge(page(LESS, change), known(ALL), OWN);
    const second = judge(page(LESS, { ...change, ...later(3_600) }), known(ALL, first), OWN);

    expect(idsOf(second)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(second.doubt).toMatchObject({ readings: 2 });
  });

  it('that lacks a session bears no witness once the session was shown in between', () => {
    const stale = judge(page(LESS), known(ALL), OWN);
    const whole = judge(page(ALL, later(30)), known(ALL, stale), OWN);
    const again = judge(page(LESS, later(120)), known(ALL, whole), OWN);

    expect(idsOf(again)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(again.doubt).toMatchObject({ readings: 1 });
  });

  it('bears no witness for one that differs in a row', () => {
    const first = judge(page(LESS), known(ALL), OWN);
    const other = judge(page([session(3, 6), session(1)], later(60)), known(ALL, first), OWN);

    expect(other.doubt).not.toBeNull();
    expect(idsOf(other)).toEqual(['id-1', 'id-2', 'id-3']);
  });

  it('that shows a session with fewer laps leaves it as it was, and takes what is new', () => {
    const shown = [session(4), session(3, 2), session(2), session(1)];
    const judgement = judge(page(shown), known(ALL), OWN);

    expect(judgement.doubt).toMatchObject({ message: expect.stringContaining('2 laps') });
    expect(judgement.sessions.map(({ id, lap_count }) => [id, lap_count])).toEqual([
      ['id-4', 5],
      ['id-3', 5],
      ['id-2', 5],
      ['id-1', 5],
    ]);
  });

  it('that lacks nothing but its own totals is believed at the second time, as settled', () => {
    const wrong = { printedTotals: { ...page(ALL).printedTotals!, totalLaps: 99 } };
    const first = judge(page(ALL, wrong), known(ALL), OWN);
    const second = judge(page(ALL, { ...wrong, ...later(60) }), known(ALL, first), OWN);
    const third = judge(page(ALL, { ...wrong, ...later(90) }), known(ALL, second), OWN);

    expect(first.doubt).not.toBeNull();
    expect(second).toMatchObject({ doubt: null, sessions: ALL });
    expect(second.settled).not.toBeNull();
    expect(third).toMatchObject({ doubt: null, settled: second.settled });
  });

  it('with a row that can’t be read keeps the session that may stand in it', () => {
    const judgement = judge(page(LESS, { unreadableRows: 1 }), known(ALL), OWN);

    expect(judgement.doubt).toBeNull();
    expect(idsOf(judgement)).toEqual(['id-1', 'id-2', 'id-3']);
  });

  it('that is empty twice, with a calendar that lists the day no more, ends the day', () => {
    const first = judge(page([]), known(ALL), OWN);
    const second = judge(page([], later(60)), known(ALL, first), OWN);

    expect(idsOf(first)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(second).toMatchObject({ isGone: true, removed: ['id-3', 'id-2', 'id-1'] });
  });

  it('that a clock told which ran ahead bears no witness', () => {
    const ahead = judge(page(LESS, later(3_600)), known(ALL), OWN);
    const back = judge(page(LESS, later(120)), known(ALL, ahead), OWN);

    expect(back.doubt).toMatchObject({ readings: 1 });
    expect(idsOf(back)).toEqual(['id-1', 'id-2', 'id-3']);
  });

  it('leaves out rows that belong to another day, and does not miss them', () => {
    const judgement = judge(page(ALL), known(LESS), new Set(['id-2']));

    expect(idsOf(judgement)).toEqual(['id-1', 'id-3']);
    expect(judgement.doubt).toBeNull();
  });
});

describe('what a newer parser reads from the stored page', () => {
  const stored = page([session(2), session(1)]);
  const sessionsAfter = (reading: DayReading, evidence: DayEvidence) =>
    judgeAgain(reading, evidence, OWN).sessions;

  it('replaces what the older one has read, in the order of the page', () => {
    const mended = page([{ ...session(2), class_name: 'Truggy' }, session(1)]);

    expect(judgeAgain(mended, known([session(1), session(2)]), OWN)).toEqual({
      lacks: false,
      sessions: mended.sessions,
      settled: null,
    });
  });

  it('takes neither sessions nor laps away, and brings what is new', () => {
    const less = page([session(3), session(1, 4)]);

    expect(judgeAgain(less, known([session(2), session(1)]), OWN)).toMatchObject({ lacks: true });
    expect(sessionsAfter(less, known([session(2), session(1)]))).toEqual([
      ...[session(3), session(2), session(1)],
    ]);
  });

  it('may hide a session that is known in a row that can’t be read', () => {
    const reading = page([session(2)], { unreadableRows: 1 });

    expect(sessionsAfter(reading, known(stored.sessions))).toEqual(stored.sessions);
  });

  it('is settled where the older reading was, and raises no doubt where it was not', () => {
    const calendar = null;
    const contradicted = { ...known(stored.sessions), listedSessionCount: 3, mostSessions: 3 };
    const settled = { fingerprint: 'older', listedCount: 3 };
    const read = (evidence: DayEvidence, change: Partial<DayReading> = {}) =>
      judgeAgain({ ...stored, calendar, ...change }, evidence, OWN).settled;
    const again = read({ ...contradicted, settled });

    expect(again).toEqual({ fingerprint: expect.stringMatching(/^[\da-f]{64}$/), listedCount: 3 });
    expect(read(contradicted)).toBeNull();
    expect(read({ ...known(stored.sessions), settled })).toBeNull();
    expect(read({ ...contradicted, settled }, { sessions: [session(2)] })).toEqual(settled);
  });
});
