// What may happen to a page on its way, or at the hands of somebody: seeded, so that a page that a
// parser fell over can be made again.

const LONGEST_CUT = 4_000;
const MOST_MUTATIONS = 4;

/** Pieces that have a meaning to some part of a parser. */
const TOKENS = [
  ...['<', '>', '"', "'", '&', '&#0;', '&#60;', '\0', '\u202E', '\u200B', '\uFFFD', ']]>'],
  ...['<!--', '-->', '<!', '</', '<table>', '</table>', '<tr>', '</tr>', '<td>', '</td>', '<b>'],
  ...['<tbody>', '</tbody>', '<thead>', '<script>', '</script>', '<style>', '<title>', '</title>'],
  ...['<template>', '<noscript>', '<svg>', '<textarea>', '<plaintext>', '<select>', '</html>'],
  ...['<div class="panel">', '<h1 class="page-header">', '<option value="2031-05">', '<a href="'],
  ...['NaN', '-1', '1e999', '∞', '__proto__', '0', '99999999999999999999', '62,3', '1:02.3', '%00'],
  ...['2025-02-30', '0000-00-00', 'null', 'undefined', '[]', '{}', 'lapsObj', 'No', '\r\n', '\t'],
];

/** @typedef {{ below: (most: number) => number, pick: <T>(list: readonly T[]) => T }} Random */

function place(html, random) {
  return random.below(html.length + 1);
}

/** A stretch of the page; short ones are as likely as long ones. */
function stretch(html, random) {
  const start = place(html, random);
  const most = random.pick([8, 80, 800, LONGEST_CUT]);
  return [start, Math.min(html.length, start + 1 + random.below(most))];
}

/** The stretch of one tag, from its bracket to the next that closes. */
function tag(html, random) {
  const start = html.indexOf('<', place(html, random));
  const end = start === -1 ? -1 : html.indexOf('>', start);
  return end === -1 ? stretch(html, random) : [start, end + 1];
}

const without = (html, [start, end]) => html.slice(0, start) + html.slice(end);
const inserted = (html, at, text) => html.slice(0, at) + text + html.slice(at);

const MUTATIONS = {
  'a character replaced': (html, random) => {
    const at = place(html, random);
    return html.slice(0, at) + random.pick(TOKENS)[0] + html.slice(at + 1);
  },
  'a piece inserted': (html, random) => inserted(html, place(html, random), random.pick(TOKENS)),
  'a piece repeated': (html, random) =>
    inserted(html, place(html, random), random.pick(TOKENS).repeat(1 + random.below(300))),
  'a stretch cut out': (html, random) => without(html, stretch(html, random)),
  'a tag cut out': (html, random) => without(html, tag(html, random)),
  'a stretch twice': (html, random) => {
    const [start, end] = stretch(html, random);
    return inserted(html, place(html, random), html.slice(start, end));
  },
  'a stretch moved': (html, random) => {
    const [start, end] = stretch(html, random);
    const rest = without(html, [start, end]);
    return inserted(rest, place(rest, random), html.slice(start, end));
  },
  'the end cut off': (html, random) => html.slice(0, place(html, random)),
  'the beginning cut off': (html, random) => html.slice(place(html, random)),
  'a number changed': (html, random) => {
    const at = place(html, random);
    const rest = html.slice(at);
    return html.slice(0, at) + rest.replace(/\d+/, () => random.pick(TOKENS));
  },
  'a class changed': (html, random) => {
    const at = place(html, random);
    return html.slice(0, at) + html.slice(at).replace(/class="[^"]*"/, 'class="x"');
  },
  'a part of another page': (html, random, others) => {
    const other = random.pick(others);
    const [start, end] = stretch(other, random);
    return inserted(html, place(html, random), other.slice(start, end));
  },
};

const NAMES = Object.keys(MUTATIONS);

/**
 * The page with one to four things done to it.
 *
 * @param {string} html
 * @param {Random} random
 * @param {readonly string[]} others pages that a part may come from
 * @returns {{ html: string, done: string[] }}
 */
export function mutate(html, random, others) {
  const done = Array.from({ length: 1 + random.below(MOST_MUTATIONS) }, () => random.pick(NAMES));
  const mutated = done.reduce((page, name) => MUTATIONS[name](page, random, others), html);
  return { html: mutated, done };
}
