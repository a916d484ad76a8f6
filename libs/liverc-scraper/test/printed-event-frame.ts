import { TRACK_NAME, escape, printPage, printPanel } from './printed-frame.js';

export const EVENT_NAME = "Harvest Cup '31 & Friends";

export interface EventFrame {
  /** Behind track and event in the title; without it, the event's own page. */
  part?: string;
  trackName?: string;
  eventName?: string;
  heading: string;
  /** Of the panel, as markup. */
  panelBody: string;
  /** Beside the panel, as markup. */
  beside?: string;
}

/** A page of an event or of one of its parts. */
export function printEventFrame(frame: EventFrame): string {
  const { part, trackName = TRACK_NAME, eventName = EVENT_NAME, beside = '' } = frame;
  const title = [trackName, eventName, ...(part === undefined ? [] : [part]), 'LiveRC'];
  return printPage({
    title: title.join(' :: '),
    h1: trackName,
    h3: eventName,
    h5: 'May 17, 2031 to May 18, 2031',
    body: `<div class="row">${printPanel(frame.heading, frame.panelBody)}${beside}</div>`,
  });
}

/** One class of a page with a tab for each. */
export interface PrintedTab {
  className: string;
  subHeaders?: string[];
  columns: string[];
  /** As markup. */
  rows: string[];
}

/** Tabs of classes and their tables, as entry lists and rankings have them. */
export function printTabs(tabs: PrintedTab[], tableClass = ''): string {
  const links = tabs.map(
    ({ className }, index) =>
      `<li><a href="#class_tab_${index + 1}" data-toggle="tab">${escape(className)}</a></li>`,
  );
  const tables = tabs.map(
    (tab, index) =>
      `<div class="tab-pane fade" id="class_tab_${index + 1}">${printTable(tab, tableClass, index)}</div>`,
  );
  return [
    `<div class="padding_container"><ul class="nav nav-pills">${links.join('')}</ul></div>`,
    `<div class="tab-content">${tables.join('')}</div>`,
  ].join('');
}

function printTable(tab: PrintedTab, tableClass: string, index: number): string {
  const { className, subHeaders = [], columns, rows } = tab;
  const subs = subHeaders.map((text) => `<br /><span class="class_sub_header">${text}</span>`);
  const headings = `<tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr>`;
  return [
    `<table id="class_table_${index + 1}" class="table table-striped ${tableClass}">`,
    `<thead><tr><th colspan="${columns.length}"><span class="class_header">${escape(className)}`,
    `</span>${subs.join('')}</th></tr>${headings}</thead><tfoot>${headings}</tfoot>`,
    `<tbody>${rows.join('')}</tbody></table>`,
  ].join('');
}
