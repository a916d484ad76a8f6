import { normalisedName } from './driver-names';

/** Of a word shorter than this nearly every other one is near. */
const LEAST_LETTERS = 3;

/**
 * Those labels that may be meant by a name which nobody has: they share a word of it, or the beginning of
 * one, or are written nearly so. Nearest first.
 */
export function nearNames(wanted: readonly string[], labels: readonly string[]): string[] {
  const rated = labels.map((label) => {
    const distances = wanted.map((name) => distance(normalisedName(name), normalisedName(label)));
    return { label, distance: Math.min(...distances) };
  });
  return rated
    .filter((one) => one.distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .map(({ label }) => label);
}

/** How many letters differ; of names that only share a word, those of the rest. Infinity: not near. */
function distance(wanted: string, label: string): number {
  const letters = edits(wanted, label);
  const isNear = letters <= Math.max(1, Math.floor(wanted.length / 4));
  return isNear || shareWord(wanted, label) ? letters : Infinity;
}

function shareWord(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  return words.some((word) =>
    others.some((that) => that.startsWith(word) || word.startsWith(that)),
  );
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
  return plain.split(/[^\p{L}\d]+/u).filter(({ length }) => length >= LEAST_LETTERS);
}

/** Letters to add, leave out or change until the one is the other. */
function edits(one: string, other: string): number {
  let line = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1;
      next[column] = Math.min(
        (next[column - 1] ?? 0) + 1,
        (line[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + change,
      );
    }
    line = next;
  }
  return line[other.length] ?? 0;
}
