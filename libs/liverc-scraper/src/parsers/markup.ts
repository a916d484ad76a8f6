import { collapseWhiteSpace, MAX_NAME_LENGTH } from '@trackside/contracts';
import type { ChildNode, Element, ParentNode } from 'domhandler';

/*
 * Reading text out of the tree. LiveRC parts the lines of a cell with `<br>`, which plain text
 * extraction glues together (`9<br>8:28` becomes `98:28`), so lines are read here.
 */

const UNSEEN = new Set(['script', 'style', 'template']);

export function isElement(node: ChildNode): node is Element {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style';
}

/** Child elements, optionally only those with that tag name. */
export function childElements(parent: ParentNode, tagName?: string): Element[] {
  const found: Element[] = [];
  for (const child of parent.children) {
    if (isElement(child) && (tagName === undefined || child.name === tagName)) found.push(child);
  }
  return found;
}

/** The first descendant, in the order of the page, that passes the test. */
export function findFirst(
  parent: ParentNode,
  test: (element: Element) => boolean,
): Element | undefined {
  for (const child of parent.children) {
    if (!isElement(child)) continue;
    if (test(child)) return child;
    const inside = findFirst(child, test);
    if (inside) return inside;
  }
  return undefined;
}

export function findByTag(parent: ParentNode, tagName: string): Element | undefined {
  return findFirst(parent, (element) => element.name === tagName);
}

export function hasClass(element: Element, className: string): boolean {
  const names = element.attribs['class'];
  return names === className || (names?.split(/\s+/).includes(className) ?? false);
}

/** Text as it is stored: without NUL, white space collapsed, trimmed. */
export function cleanText(text: string): string {
  // Several times as fast as replacing where a hostile page holds millions of them.
  return collapseWhiteSpace(text.includes('\0') ? text.split('\0').join('') : text);
}

/** Cuts a name where it is longer than any that is kept; never in the midst of a character. */
export function keptName(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name;
  return collapseWhiteSpace(name.slice(0, MAX_NAME_LENGTH).replace(/[\uD800-\uDBFF]$/, ''));
}

/** Visible and hidden text of an element, without scripts. */
export function textOf(node: ParentNode | undefined): string {
  if (!node) return '';
  const lines = linesOf(node);
  return lines.length === 1 ? (lines[0] ?? '') : cleanText(lines.join(' '));
}

/** Text of an element, parted where it has a `<br>`; empty lines are kept. */
export function linesOf(node: ParentNode): string[] {
  const lines: string[] = [''];
  appendText(node, lines);
  return lines.map(cleanText);
}

function appendText(parent: ParentNode, lines: string[]): void {
  for (const child of parent.children) {
    if (child.type === 'text') lines[lines.length - 1] += child.data;
    else if (!isElement(child) || UNSEEN.has(child.name)) continue;
    else if (child.name === 'br') lines.push('');
    else appendText(child, lines);
  }
}

/**
 * Text that a reader of the page sees as the value: without what is hidden (LiveRC's keys to sort
 * by) and without the small number that stands behind some values (`<sup>`).
 */
export function visibleText(node: ParentNode | undefined): string {
  const parts: string[] = [];
  if (node) appendVisible(node, parts);
  return cleanText(parts.join(''));
}

function appendVisible(parent: ParentNode, parts: string[]): void {
  for (const child of parent.children) {
    if (child.type === 'text') parts.push(child.data);
    else if (!isElement(child) || UNSEEN.has(child.name) || child.name === 'sup') continue;
    else if (child.name === 'br') parts.push(' ');
    else if (!hasClass(child, 'hidden')) appendVisible(child, parts);
  }
}

/** What follows `label` on its line (`Fast:` in `Fast: 34.746`); null where no line has it. */
export function valueAfter(lines: string[], label: string): string | null {
  const line = lines.find((candidate) => candidate.startsWith(label));
  return line === undefined ? null : line.slice(label.length).trim();
}
