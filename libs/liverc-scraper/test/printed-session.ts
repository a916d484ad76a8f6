import {
  TRACK_NAME,
  clock12,
  escape,
  longDate,
  printFields,
  printPage,
  printPanel,
} from './printed-frame.js';

export interface PrintedLap {
  number: number;
  time: string;
  /** Of the crossing, 24 hours. */
  at?: string;
  date?: string;
  isValid?: boolean;
}

export interface PrintedSession {
  driver?: string;
  date?: string;
  start?: string;
  end?: string;
  length?: string;
  laps?: PrintedLap[];
  /** Values of the table by their heading, as markup; they replace the usual ones. */
  fields?: Record<string, string>;
  /** The script's `lapsObj`, in place of the one that agrees with the laps. */
  lapsObj?: string;
}

function printLapsObj(laps: PrintedLap[], sessionDate: string): string {
  const entries = laps.map(({ number, time, at = '14:44:10', date = sessionDate, isValid }) => ({
    x: String(number),
    lap_time: time,
    date,
    time: at,
    date_time_display: `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)} ${clock12(at)}`,
    is_valid: isValid === false ? '0' : '1',
  }));
  return JSON.stringify(entries).replaceAll('/', '\\/');
}

/** A session's page; the footnote on invalid laps stands there always. */
export function printSessionPage(printed: PrintedSession = {}): string {
  const { driver = 'Aldo Quist', date = '2031-05-17', start = '14:43:27', laps = [] } = printed;
  const { end = '14:50:17', length = '3:49' } = printed;
  const times = [
    `Date: ${longDate(date)}`,
    `Start: ${clock12(start)}`,
    `End: ${clock12(end)}`,
    `Length of Session: ${length}`,
  ].join('<br>');
  const averages = [
    'Avg: 45.815<br>Top 5: 45.815<br>Top 10: <br>Top 15: <br>',
    'Std Deviation: 2.430<br>Consistency: 94.695%<br>',
  ].join('');
  const fields: Record<string, string> = {
    Driver: escape(driver),
    Class: '1/8 Nitro Buggy',
    Transponder: '5550001',
    'Session Time': times,
    'Num Laps': String(laps.length),
    'Fastest Lap': '42.996',
    'Top 3 Consec': '133.270',
    Averages: averages,
    'Valid Lap Range': '20 to 1:10<br><small>(lap times outside of this range)</small>',
    ...printed.fields,
  };
  const list = laps.map(
    ({ number, time, isValid }) =>
      `<div><span>Lap ${number}: ${time}${isValid === false ? '*' : ''}</span></div>`,
  );
  const when = `${longDate(date)} at ${clock12(start)}`;
  const note =
    '<div><em><small>* indicates an invalid lap (not counted in stats)</small></em></div>';
  const script = [
    '<script type="text/javascript">$(document).ready(function(){',
    `var lapsObj = ${printed.lapsObj ?? printLapsObj(laps, date)};var laps = [];`,
    'for (var x in lapsObj){laps.push([lapsObj[x].x, lapsObj[x].lap_time]);}});</script>',
  ].join('');
  return printPage({
    title: `${TRACK_NAME} :: Practice Session for ${driver} on ${when} :: LiveRC`,
    h1: TRACK_NAME,
    h3: `Practice Session (${driver})`,
    h5: clock12(start),
    body: [
      '<div class="row">',
      printPanel(`${driver} (${clock12(start)})`, printFields(Object.entries(fields))),
      printPanel('Lap Times', `<div class="laps_list clearfix">${list.join('')}</div>${note}`),
      printPanel('Lap-by-Lap Graph', `<div class="flot-chart-content"></div>${script}`),
      '</div>',
    ].join(''),
  });
}
