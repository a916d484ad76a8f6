// Real pages, swollen to the 4 MB that the client lets through, in the ways that cost parsers most.

const PAGE_BYTES = 4 * 1024 * 1024;

/** What is repeated until the page is full, with what opens and closes it. */
const FILLERS = {
  'nested tags': ['<b>'],
  'nested tables': ['<table><tr><td>'],
  'empty elements': ['<b></b>'],
  'line breaks': ['<br>'],
  'single letters between tags': ['a<i>'],
  entities: ['&amp;'],
  'broken entities': ['&#x;&#99999999;&'],
  comments: ['<!---->'],
  'an open comment': [' -', '<!--'],
  'an open tag': [' ', '<a'],
  'less-than signs': ['<'],
  quotes: ['"'],
  'white space': [' '],
  'white space and letters': ['a  '],
  'NUL characters': ['a\0 '],
  digits: ['9'],
  'digits with commas': ['9,'],
  'end tags of nothing': ['</p></b>'],
  'links to sessions': ['<a href="/practice/?p=view_session&id=1">1</a>'],
  'links to days': ['<a href="/practice/?p=session_list&d=2025-10-25">1</a>'],
  'rows of tables': ['<tr><td>1<td>2<td>3<td>4'],
  'tables one after the other': ['<table class="practice_session_list"></table>'],
  'months of a list': ['<option value="2025-10">'],
  panels: ['<div class="panel"><div class="panel-heading">x</div></div>'],
  'scripts of laps': ['<script>var lapsObj = {"laps":[</script>'],
  attributes: ['a=1 ', '<b ', '>'],
  'one attribute': ['x', '<b title="', '">'],
  'class names': ['panel ', '<div class="', '"></div>'],
  'one address': ['&p=1', '<a href="/practice/?p=1', '">x</a>'],
};

/** Places where a page can be swollen, as patterns after which it is. */
const PLACES = {
  title: /<title>/i,
  'first panel': /<div class="panel-body[^>]*>/,
  'first cell': /<td[^>]*>/,
  script: /<script>/,
};

/** Each filler in one place, in turns, so that all of it is over within seconds. */
export function* hostilePages(html) {
  const places = Object.entries(PLACES).filter(([, pattern]) => pattern.test(html));
  let turn = 0;
  for (const [filler, [unit, opening = '', closing = '']] of Object.entries(FILLERS)) {
    const [place, pattern] = places[turn++ % places.length];
    const { index, 0: anchor } = pattern.exec(html);
    const at = index + anchor.length;
    const room = PAGE_BYTES - html.length - opening.length - closing.length;
    const filling = opening + unit.repeat(Math.floor(room / unit.length)) + closing;
    yield { name: `${filler} in the ${place}`, html: html.slice(0, at) + filling + html.slice(at) };
  }
}
