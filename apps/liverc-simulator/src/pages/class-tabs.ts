import { hashOf } from '../world/random.js';
import { escapeText } from './print.js';

/** The names that a class has in a page's ids: `40_Electric_Buggy_tab_2516`. */
export interface TabNames {
  name: string;
  tab: string;
  table: string;
}

export function tabNames(className: string): TabNames {
  const plain = className.replace(/[^A-Za-z0-9 ]/g, '').replace(/ +/g, '_');
  const number = (hashOf('class', className) % 60_000) + 1;
  return { name: className, tab: `${plain}_tab_${number}`, table: `${plain}_table_${number}` };
}

function printTab({ name, tab }: TabNames, first: boolean): string {
  return `
																<li${first ? ' class="active"' : ''}><a href="#${tab}" data-toggle="tab">${escapeText(name)}</a></li>`;
}

function printPane({ tab }: TabNames, first: boolean, table: string): string {
  return `
																			<div class="tab-pane fade${first ? ' in active' : ''} table-responsive" id="${tab}">
								${table}
							</div>`;
}

/** One table a class, behind tabs of which the first is open. */
export function printTabs<T>(
  classes: readonly T[],
  nameOf: (one: T) => string,
  printTable: (one: T, names: TabNames) => string,
  between = '',
): string {
  const named = classes.map((one) => ({ one, names: tabNames(nameOf(one)) }));
  return `<!-- Nav tabs -->
					<div class="padding_container">
						<ul class="nav nav-pills">${named.map(({ names }, i) => printTab(names, i === 0)).join('')}
																					</ul>
					</div>
					${between}
					<!-- Tab panes -->
					<div class="tab-content">${named
            .map(({ one, names }, i) => printPane(names, i === 0, printTable(one, names)))
            .join('')}
																		</div>`;
}

export interface ClassTable {
  id?: string;
  /** Classes of the table element, besides those that every table has. */
  kind: string;
  title: string;
  /** Below the title. */
  subTitle: string;
  columns: readonly string[];
  rows: string;
}

/** A class's table, whose foot repeats its heads. */
export function printClassTable({ id, kind, title, subTitle, columns, rows }: ClassTable): string {
  const heads = `<tr>${columns.map((name) => `\n											<th>${name}</th>`).join('')}
										</tr>`;
  return `<table${id === undefined ? '' : ` id="${id}"`} class="table table-striped ${kind}" cellspacing="0" width="100%">
									<thead>
										<tr>
											<th colspan="${columns.length}">
												<span class="class_header">${escapeText(title)}</span><br />
												<span class="class_sub_header">
													${subTitle}												</span>
											</th>
										</tr>
										${heads}
									</thead>
									<tfoot>
										${heads}
									</tfoot>
									<tbody>${rows}
																														</tbody>
								</table>`;
}

/** Cells of a row, one a line. */
export function printCells(cells: readonly string[]): string {
  return `
																							<tr>${cells.map((cell) => `\n													<td>${cell}</td>`).join('')}
																							</tr>`;
}
