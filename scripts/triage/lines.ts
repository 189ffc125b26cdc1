/** Lines of a stream, split at line feeds alone: U+2028 and the like may stand inside a JSON text, where `readline` would cut. */

/** As many at once as have come. */
export async function* piecesOf(input: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield lines;
  }
  if (rest) yield [rest];
}

export async function* linesOf(input: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const lines of piecesOf(input)) yield* lines;
}
