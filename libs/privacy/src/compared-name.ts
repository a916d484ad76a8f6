import { collapseWhiteSpace } from '@trackside/contracts';

/**
 * A name as names are compared when they are hidden: letter case, accents, width and white space
 * don't tell two people apart.
 */
export function comparedName(name: string): string {
  const bare = name.normalize('NFKD').replace(/\p{M}+/gu, '');
  return collapseWhiteSpace(bare.toLowerCase());
}
