/*
 * The same page in the two layouts that parsers meet: as LiveRC prints it, and as a formatter left
 * the captured pages (text broken over lines, `<br />`, `</a\n>`, bare keys in scripts).
 */

const INLINE = new Set(['a', 'i', 'em', 'small', 'span', 'strong', 'u', 'abbr', 'img']);
const TOKEN = /<!--[\s\S]*?-->|<(script|style|pre)\b[\s\S]*?<\/\1>|<\/?[a-z][^>]*>|[^<]+/gi;

/** Re-indents raw markup as a formatter does, without changing what it means. */
export function indented(html: string): string {
  let depth = 0;
  const parts = [...html.matchAll(TOKEN)].map(([token, verbatim]) => {
    if (verbatim !== undefined) return indentScript(token);
    if (token.startsWith('<!')) return token;
    if (!token.startsWith('<')) return token.replace(/\s+/g, `\n${'  '.repeat(depth)}`);
    if (/^<br\b/.test(token)) return '<br />\n';
    const name = /[a-z][a-z0-9]*/i.exec(token)?.[0].toLowerCase() ?? '';
    if (INLINE.has(name)) return token.startsWith('</') ? `</${name}\n>` : token;
    depth = Math.max(0, depth + (token.startsWith('</') ? -1 : 1));
    return `\n${'  '.repeat(depth)}${token}\n`;
  });
  return parts.join('');
}

function indentScript(token: string): string {
  return token
    .replace(/"(\w+)":"/g, '\n  $1: "')
    .replace(/"}/g, '",\n}')
    .replace(/}]/g, '},\n]');
}

/** Takes a formatter's white space out of a captured page. */
export function unindented(html: string): string {
  return html
    .replace(/<br \/>/g, '<br>')
    .replace(/\s+>/g, '>')
    .replace(/>\s+</g, '><')
    .replace(/\s+/g, ' ')
    .replace(/([{,]) (\w+): "/g, '$1"$2":"')
    .replace(/, ([}\]])/g, '$1');
}

export const LAYOUTS: [string, (html: string) => string][] = [
  ['as LiveRC prints it', (html) => html],
  ['re-indented', indented],
];
