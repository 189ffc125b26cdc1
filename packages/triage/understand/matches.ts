/** Where a pattern matches in a text. Server only. */

/** The first `most` matches. `matchAll` would copy the pattern, and compile the copy anew. */
export function matchesOf(pattern: RegExp, text: string, most = Infinity): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  while (matches.length < most) {
    const match = pattern.exec(text);
    if (!match) break;
    matches.push(match);
    if (!match[0]) pattern.lastIndex++;
  }
  return matches;
}
