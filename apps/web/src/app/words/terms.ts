export type TermId =
  | 'liverc'
  | 'practice-day'
  | 'import'
  | 'verified'
  | 'invalid'
  | 'stands-out'
  | 'median'
  | 'consistency'
  | 'clean-pace'
  | 'drivers'
  | 'stored'
  | 'unknown';

/** A word that somebody may meet for the first time, in two sentences. */
export interface Term {
  readonly id: TermId;
  readonly word: string;
  readonly meaning: string;
}

/** In the order in which one meets them. */
export const TERMS: readonly Term[] = [
  {
    id: 'liverc',
    word: 'LiveRC',
    meaning:
      'The timing service of many tracks for radio-controlled cars. Trackside reads its public pages, as few of them as it can, and keeps what it read.',
  },
  {
    id: 'practice-day',
    word: 'Practice day',
    meaning:
      'All practice that LiveRC timed at a track on one date. A session is one outing of one car.',
  },
  {
    id: 'import',
    word: 'Import',
    meaning:
      'Takes a day over with every lap, so that it can be studied. The day is there at once; its laps follow, a page of LiveRC for each session.',
  },
  {
    id: 'verified',
    word: 'Verified',
    meaning:
      'What was read of the day adds up to the totals that LiveRC prints on its page. Where it does not, the page says so.',
  },
  {
    id: 'invalid',
    word: 'Invalid lap',
    meaning:
      'A lap outside of the range that the track has set for the class: a short cut, or a stop. It is shown and counts in no figure.',
  },
  {
    id: 'stands-out',
    word: 'A lap that stands out',
    meaning:
      'A valid lap far from the driver’s usual ones, such as after a crash. It is marked, and left out of median and consistency where “laps that count” is chosen.',
  },
  {
    id: 'median',
    word: 'Median',
    meaning:
      'The lap in the middle: half of the laps that count were quicker, half slower. One crash does not move it, as it moves an average.',
  },
  {
    id: 'consistency',
    word: 'Consistency',
    meaning:
      'How alike the laps were: 100 % if all took the same time. “LiveRC consistency” is the figure that LiveRC prints, over all valid laps.',
  },
  {
    id: 'clean-pace',
    word: 'Clean pace',
    meaning:
      'Median and consistency without laps that look like a crash, a stop or a cut, told from the laps themselves. It is a guess, so the laps are marked and never dropped.',
  },
  {
    id: 'drivers',
    word: 'Drivers and unknown drivers',
    meaning:
      'LiveRC counts the drivers that have a name. A car whose transponder nobody has registered is an unknown driver: these are told apart by transponder, and counted beside.',
  },
  {
    id: 'stored',
    word: '“Stored 2 min ago”',
    meaning:
      'What you see was read at LiveRC that long ago. Refresh asks again; what can no longer change is not asked for twice.',
  },
  {
    id: 'unknown',
    word: 'Not read, not known',
    meaning:
      'Nobody has looked yet, or LiveRC did not answer. It is never the same as “no practice”, which is said only where LiveRC shows none.',
  },
];
