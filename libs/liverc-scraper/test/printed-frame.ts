/*
 * Invented pages in LiveRC's markup: what stands around the content of every page, with the things
 * that look like something else (overlay, old markup in comments, scripts).
 */

export interface Frame {
  title: string;
  h1?: string;
  h3?: string;
  h5?: string;
  body: string;
}

export const TRACK_NAME = "Hollow Creek R/C & Hobby's Raceway";

/** Escapes as PHP's `htmlspecialchars` does. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const heading = (level: string, icon: string, text: string | undefined): string =>
  text === undefined
    ? ''
    : [
        `<${level} class="page-header text-nowrap">`,
        `<span class="fa ${icon}"></span> ${escape(text)}</${level}>`,
      ].join('');

/** A whole page. Texts are given unescaped, the body as markup. */
export function printPage({ title, h1, h3, h5, body }: Frame): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8" /><title>${escape(title)}</title>
<meta name="robots" content="index, follow" /><script>var domain = 'liverc.com';</script></head>
<body><pre class="hidden" id="user_profile_data">false</pre><div id="wrapper">
<nav class="navbar"><ul class="nav" id="side-menu">
<!--<li><a href="/events/">Past Events</a></li>-->
<li><a href="/practice/"><i class="fa fa-clock-o fa-fw"></i> Practice Times</a></li></ul></nav>
<div id="page-wrapper">
<script>$(function(){$('.practice_session_list').DataTable({pageLength: 25});});</script>
<div class="row page-breadcrumb"><div class="col-lg-12">${heading('h1', 'fa-road', h1)}
<div class="clearfix">${heading('h3', 'fa-clock-o', h3)}${heading('h5', 'fa-calendar', h5)}</div>
</div></div>
${body}
</div><!-- /#page-wrapper --></div><!-- /#wrapper -->
<div id="loading_overlay"><div class="modal-body text-center">
<p><strong>LOADING INTERFACE...</strong></p></div></div>
<script src="//www.google.com/recaptcha/api.js?render=explicit"></script>
<script>var showFlyInBox = false;</script></body>
</html>
`;
}

/** A box with a heading. The body is markup. */
export function printPanel(heading: string, body: string): string {
  return [
    `<div class="panel panel-default">`,
    `<div class="panel-heading"><i class="fa fa-fw"></i> ${escape(heading)}</div>`,
    `<div class="panel-body no_padding">${body}</div></div>`,
  ].join('');
}

/** A table of `th` and `td`, the values as markup. */
export function printFields(fields: [string, string][]): string {
  const rows = fields.map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`);
  return `<table class="table"><tbody>${rows.join('')}</tbody></table>`;
}

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** `October 25, 2025 (Saturday)` */
export function longDate(date: string): string {
  const weekday = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  const [year, month, day] = date.split('-').map(Number);
  return `${MONTHS[(month ?? 0) - 1]} ${day}, ${year} (${weekday})`;
}

/** `Oct 25, 2025` */
export function shortDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${MONTHS[(month ?? 0) - 1]?.slice(0, 3)} ${day}, ${year}`;
}

/** `October 2025` for `2025-10` */
export function longMonth(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

/** `4:36:38pm` for `16:36:38` */
export function clock12(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}${time.slice(2)}${hour < 12 ? 'am' : 'pm'}`;
}

/** `55`, `8:28` or `1:02:03` */
export function printLength(seconds: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours}:${pad(minutes)}:${pad(seconds % 60)}`;
  return minutes > 0 ? `${minutes}:${pad(seconds % 60)}` : `${seconds}`;
}
