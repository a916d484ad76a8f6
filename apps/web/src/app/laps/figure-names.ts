/** The average of the five quickest valid laps of one session, wherever it stands. */
export const AVERAGE_OF_5 = 'Average of best 5 laps';
