/** Where a pattern stands in a text. Server only. */

export interface Place {
  start: number;
  end: number;
}

/** The first `most` places. `matchAll` would copy the pattern, and compile the copy anew. */
export function placesOf(pattern: RegExp, text: string, most = Infinity): Place[] {
  const places: Place[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match && places.length < most; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    places.push({ start: match.index, end });
    if (end === match.index) pattern.lastIndex++;
  }
  return places;
}
