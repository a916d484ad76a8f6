import { TRACK_NAME, escape, printFields, printPage, printPanel } from './printed-frame.js';

export interface PrintedEvent {
  id?: string;
  name?: string;
  /** `YYYY-MM-DD HH:MM:SS` of the hidden element. */
  hidden?: string;
  /** The visible date, as markup. */
  visible?: string;
  entries?: string;
  drivers?: string;
}

export function printEventRow(event: PrintedEvent = {}): string {
  const { id = '500001', name = 'Autumn Cup', hidden = '2031-05-17 00:00:00' } = event;
  const { visible = 'May 17, 2031', entries = '71', drivers = '60' } = event;
  return [
    `<tr><td><a href="/results/?p=view_event&id=${id}">${escape(name)}</a></td>`,
    `<td><span class="hidden">${hidden}</span>${visible}</td>`,
    `<td>${entries}</td><td>${drivers}</td></tr>`,
  ].join('');
}

/** The list of events, from rows of markup. */
export function printEvents(rows: string[]): string {
  const headings = '<tr><th>Event Name</th><th>Date</th><th># Entries</th><th># Drivers</th></tr>';
  return printPage({
    title: `${TRACK_NAME} :: Archived Results :: LiveRC`,
    h1: `${TRACK_NAME}'s Events`,
    body: printPanel(
      'Event List',
      [
        '<div class="table-responsive"><table id="events" class="table" width="100%">',
        `<thead>${headings}</thead><tfoot>${headings}</tfoot>`,
        `<tbody>${rows.join('')}</tbody></table></div>`,
      ].join(''),
    ),
  });
}

export interface PrintedTrack {
  href?: string;
  name?: string;
  status?: string;
  video?: string;
  event?: string;
}

export function printTrackRow(track: PrintedTrack = {}): string {
  const { href = '//hollowcreek.liverc.com/', name = 'Hollow Creek', status = '0' } = track;
  const { video = '0', event = 'Autumn Cup' } = track;
  return [
    `<tr class="clickable-row" data-href="${href}results/"><td class="text-center">`,
    `<i class="fa fa-video-camera fa-fw status_video_${video}"></i>`,
    `<i class="fa fa-flag-checkered fa-fw status_${status}"></i>`,
    '<small><small>3 weeks ago</small></small></td>',
    `<td><a href="${href}"><strong>${escape(name)}</strong></a>`,
    '<span class="hidden">seRC</span>',
    `<div class="indent"><small>${escape(event)}</small></div></td></tr>`,
  ].join('');
}

/** The catalogue, with its legend of the same icons above the table. */
export function printCatalogue(rows: string[]): string {
  const headings = '<tr><th>Status</th><th>Track</th></tr>';
  return printPage({
    title: 'LiveRC :: Watch Live R/C Car Racing with Scoring and Video :: LiveRC',
    h1: 'Track List',
    body: [
      '<ul class="list-inline">',
      '<li><i class="fa fa-video-camera fa-fw status_video_1"></i> Live Video</li>',
      '<li><i class="fa fa-clock-o fa-fw status_1"></i> Open Practicing</li></ul>',
      '<table class="table table-striped track_list" cellspacing="0" width="100%">',
      `<thead>${headings}</thead><tfoot>${headings}</tfoot>`,
      `<tbody>${rows.join('')}</tbody></table>`,
    ].join(''),
  });
}

export interface PrintedDashboard {
  live?: string;
  practice?: string;
  results?: string;
  lifetime?: [string, string][];
  mapAddress?: string;
}

/** A track's front page. */
export function printDashboard(dashboard: PrintedDashboard = {}): string {
  const { live = 'Track is Offline', practice = '1,591', results = '120' } = dashboard;
  const { lifetime = [['Laps', '98,387'] as [string, string]], mapAddress } = dashboard;
  const panel = (href: string, huge: string, stats: string): string =>
    [
      `<a href="${href}"><div class="col-lg-3"><div class="panel panel-red">`,
      `<div class="panel-heading"><div class="huge">${huge}</div>`,
      `<div class="stats">${stats}</div></div></div></div></a>`,
    ].join('');
  const panels = [
    panel('/live/', '<i class="fa fa-times"></i>', live),
    panel('/results/', results, 'Results This Month'),
    panel('/practice/', practice, 'Sessions This Month'),
    panel('/videos/', '0', 'Videos This Month'),
  ];
  const map =
    mapAddress === undefined
      ? ''
      : `<iframe src="https://maps.example/place?key=none&q=${mapAddress}"></iframe>`;
  return printPage({
    title: `${TRACK_NAME} :: Broadcast and Results :: LiveRC`,
    h1: `${TRACK_NAME}'s Dashboard`,
    body: [
      `<div class="row dashboard_panels">${panels.join('')}</div>`,
      map,
      printPanel('Lifetime Track Stats', printFields(lifetime)),
    ].join(''),
  });
}
