import { load } from 'cheerio/slim';
import { DomHandler, type Document, type Element } from 'domhandler';
import { Parser } from 'htmlparser2';

import type { LivercPageChangedError } from '../errors.js';
import { childElements, hasClass, isElement, textOf } from './markup.js';
import { pageChanged, quote } from './page-changed.js';

/** Real pages are about 25 deep; deeper trees cost quadratic time and overflow the stack. */
const MAX_DEPTH = 256;
/**
 * Elements, texts, attributes and comments together: the catalogue has about 40,000, a day of 5,000
 * sessions 200,000. Bounds the time that 4 MB of the smallest possible markup can take.
 */
const MAX_PIECES = 300_000;
/** Real pages have at most ten. */
const MAX_PANELS = 100;
const TEXTLESS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'select']);
const LONGEST_END_TAG = 64;

/** A box of the page: a heading and what stands under it. */
export interface Panel {
  heading: string;
  element: Element;
}

/** A whole page of LiveRC, before anybody knows which one it is. */
export interface OpenPage {
  url: string;
  title: string;
  panels: Panel[];
  scripts: Element[];
  /** All descendants of the element, or of the page, that match a CSS selector. */
  select(selector: string, scope?: Element): Element[];
  /** Text of the first `page-header` of that level, null where there is none. */
  pageHeader(level: 'h1' | 'h3' | 'h5'): string | null;
  /** Whether the table or select had its own end tag, so that no part of it can be missing. */
  isClosed(element: Element): boolean;
}

/** Builds the tree, notes in passing what each parser asks for, and stops at hostile sizes. */
class PageBuilder extends DomHandler {
  readonly headings = new Map<string, Element>();
  readonly panels: Element[] = [];
  readonly scripts: Element[] = [];
  readonly unclosed = new Set<Element>();
  title: Element | undefined;
  private openPanel: Element | undefined;
  private pieces = 0;

  constructor(private readonly url: string) {
    super();
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    super.onopentag(name, attributes);
    this.count();
    if (this.tagStack.length > MAX_DEPTH) throw this.tooMuch(`${MAX_DEPTH} nested elements`);
    this.note(this.current());
  }

  /** The parser tells whether an end tag stood in the page or is its own guess. */
  override onclosetag(name?: string, isImplied?: boolean): void {
    const element = this.current();
    if (isImplied && (name === 'table' || name === 'select')) this.unclosed.add(element);
    if (element === this.openPanel) this.openPanel = undefined;
    super.onclosetag();
  }

  /** Text between rows and cells is only layout; without it the tree has a third fewer nodes. */
  override ontext(text: string): void {
    this.count();
    if (!TEXTLESS.has(this.current().name)) super.ontext(text);
  }

  onattribute(): void {
    this.count();
  }

  /** Comments hold old markup that nobody must read. */
  override oncomment(): void {
    this.count();
    this.lastNode = null;
  }

  private note(element: Element): void {
    const { name } = element;
    if (name === 'title') this.title ??= element;
    else if (name === 'script') this.scripts.push(element);
    else if (name === 'div' && !this.openPanel && hasClass(element, 'panel')) {
      this.openPanel = element;
      if (this.panels.push(element) > MAX_PANELS) throw this.tooMuch(`${MAX_PANELS} panels`);
    } else if (/^h[135]$/.test(name) && !this.headings.has(name)) {
      if (hasClass(element, 'page-header')) this.headings.set(name, element);
    }
  }

  private current(): Element {
    return this.tagStack[this.tagStack.length - 1] as Element;
  }

  private count(): void {
    if (++this.pieces > MAX_PIECES) throw this.tooMuch(`${MAX_PIECES} pieces of markup`);
  }

  private tooMuch(limit: string): LivercPageChangedError {
    return pageChanged('a page of LiveRC', `one of more than ${limit}`, this.url);
  }
}

/**
 * Reads markup into a tree.
 *
 * @throws LivercPageChangedError when the page was cut, goes on behind its end or is of a size that no
 *   page of LiveRC has
 */
export function openPage(html: string, url: string): OpenPage {
  if (!/<\/html\s*>$/i.test(html.trimEnd().slice(-LONGEST_END_TAG))) {
    throw pageChanged('a page that ends with </html>', 'one that was cut or is no page', url);
  }
  const builder = new PageBuilder(url);
  const parser = new Parser(builder);
  parser.end(html);
  const [outermost, behind] = childElements(builder.root);
  if (behind) throw pageChanged('one page', 'something behind its end', url);
  // Inside of something else nothing would be found, and a page could pass for one without content.
  if (outermost?.name !== 'html') throw pageChanged('one page', 'one inside of a damaged one', url);
  return {
    url,
    select: selectIn(builder.root),
    title: textOf(builder.title),
    panels: builder.panels.map(toPanel),
    scripts: builder.scripts,
    pageHeader: (level) => {
      const heading = builder.headings.get(level);
      return heading ? textOf(heading) : null;
    },
    isClosed: (element) => !builder.unclosed.has(element),
  };
}

/**
 * Selection by cheerio, always below one element: from a document or a list of elements cheerio
 * compares each sibling with each, which takes a minute and more for 70,000 of them.
 */
function selectIn(document: Document): OpenPage['select'] {
  const $ = load(document);
  const [html] = childElements(document, 'html');
  return (selector, scope = html) => {
    if (!scope) return [];
    return $(scope).find(`:scope ${selector}`).get().filter(isElement);
  };
}

function toPanel(element: Element): Panel {
  const heading = childElements(element, 'div').find((child) => hasClass(child, 'panel-heading'));
  return { heading: textOf(heading), element };
}

/**
 * Parts `{Track} :: {subject} :: LiveRC`.
 *
 * @param kind what was asked for, for the error's sentence
 * @throws LivercPageChangedError when the title is not of that form
 */
export function readTitle(page: OpenPage, kind: string): { trackName: string; subject: string } {
  const end = ' :: LiveRC';
  const body = page.title.endsWith(end) ? page.title.slice(0, -end.length) : '';
  const divider = body.lastIndexOf(' :: ');
  if (divider <= 0) throw pageChanged(kind, `a page titled ${quote(page.title)}`, page.url);
  return { trackName: body.slice(0, divider), subject: body.slice(divider + ' :: '.length) };
}
