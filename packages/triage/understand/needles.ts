/** Knows which of many patterns can match a text at all, by what must stand in it: most can't, and need not be tried. Server only. */

/** What a part of a pattern matches: exactly one of a few strings, or whatever holds one of its needles. */
interface Part {
  exact?: string[];
  needles?: string[];
}

const NOTHING: Part = { exact: [''] };
const ANYTHING: Part = {};
/** More strings than these are not spelled out. */
const MOST = 40;
/** Longer ones say no more. */
const LONGEST = 6;
/** Escapes that are none of a class, and names: nothing is known of a pattern that has one. */
const UNKNOWN = /\\[^bBdDsSwWn\W]|\(\?</;
const LOOK = /\(\?<?[=!]/y;
/** Characters that stand for themselves, up to one that is said to come more or less often. */
const LITERAL = /[^\\[\](){}.*+?|^$]+(?![*+?{])/y;
const QUANTIFIER = /[?*+]\??|\{(\d+)(?:,\d*)?\}\??/y;

const shortest = (needles: string[]): number => Math.min(...needles.map((needle) => needle.length));
/** Strings that say most: the shortest is longest, and there are fewest. */
const better = (one: string[] | undefined, other: string[] | undefined): string[] | undefined => {
  if (!one || !other) return one ?? other;
  const by = shortest(one) - shortest(other) || other.length - one.length;
  return by < 0 ? other : one;
};
const needlesIn = ({ exact, needles }: Part): string[] | undefined =>
  exact ? (exact.includes('') ? undefined : exact) : needles;

/** Strings of which one must stand in a text that the pattern matches; undefined when none must. */
export function needlesOf(pattern: string): string[] | undefined {
  if (UNKNOWN.test(pattern.replace(/\(\?<[=!]/g, '('))) return undefined;
  let at = 0;
  const take = (sticky: RegExp): RegExpExecArray | null => {
    sticky.lastIndex = at;
    const match = sticky.exec(pattern);
    if (match) at = sticky.lastIndex;
    return match;
  };

  /** Up to the end of the group. */
  function alternatives(): Part {
    const parts = [sequence()];
    while (pattern[at] === '|') {
      at++;
      parts.push(sequence());
    }
    at++;
    const exact = parts.flatMap((part) => part.exact ?? []);
    if (parts.every((part) => part.exact) && exact.length <= MOST) return { exact };
    const needles = parts.map(needlesIn);
    return needles.every((one) => one) ? { needles: needles.flat() as string[] } : ANYTHING;
  }

  function sequence(): Part {
    let needles: string[] | undefined;
    /** What stands since the last part that could be many things. */
    let run = [''];
    let whole = true;
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const { exact, ...part } = quantified(one());
      if (exact && exact.length * run.length <= MOST)
        run = run.flatMap((head) => exact.map((tail) => head + tail));
      else {
        needles = better(better(needles, needlesIn({ exact: run })), needlesIn(exact ? { exact } : part));
        run = exact ?? [''];
        whole = false;
      }
    }
    return whole ? { exact: run } : { needles: better(needles, needlesIn({ exact: run }))! };
  }

  function one(): Part {
    if (take(LOOK)) return pass();
    const literal = take(LITERAL);
    if (literal) return { exact: [literal[0]] };
    const char = pattern[at++]!;
    if (char === '(') {
      if (pattern.startsWith('?:', at)) at += 2;
      return alternatives();
    }
    if (char === '[') return characters();
    if (char === '.') return ANYTHING;
    if (char === '^' || char === '$') return NOTHING;
    if (char !== '\\') return { exact: [char] };
    const escaped = pattern[at++]!;
    return /[bB]/.test(escaped) ? NOTHING : /\w/.test(escaped) ? ANYTHING : { exact: [escaped] };
  }

  /** What is only looked at says nothing of what stands in the text. */
  function pass(): Part {
    for (let open = 1; open; at++)
      if (pattern[at] === '\\') at++;
      else if (pattern[at] === '[') while (pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
      else open += +(pattern[at] === '(') - +(pattern[at] === ')');
    return NOTHING;
  }

  function characters(): Part {
    const begin = at;
    while (pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
    const inside = pattern.slice(begin, at++);
    return /[\\^-]/.test(inside) ? ANYTHING : { exact: inside.split('') };
  }

  function quantified(part: Part): Part {
    const match = take(QUANTIFIER);
    if (!match) return part;
    const many = match[0][0] !== '?';
    if (match[0][0] === '+' || +(match[1] ?? 0) > 0) return { needles: needlesIn(part)! };
    return many || !part.exact ? ANYTHING : { exact: [...part.exact, ''] };
  }

  return needlesIn(alternatives());
}

/** The numbers of the patterns that can match a text, in their order. */
export type Sieve = (text: string) => number[];

/** What follows a beginning, by its next character's code; and the patterns whose needle ends here. */
interface Node {
  next: Map<number, Node>;
  numbers: number[];
}

export function sieveOf(patterns: readonly string[]): Sieve {
  const root: Node = { next: new Map(), numbers: [] };
  const nodeOf = (needle: string): Node => {
    let node = root;
    for (let at = 0; at < needle.length; at++) {
      const code = needle.charCodeAt(at);
      let next = node.next.get(code);
      if (!next) node.next.set(code, (next = { next: new Map(), numbers: [] }));
      node = next;
    }
    return node;
  };
  const always: number[] = [];
  patterns.forEach((pattern, i) => {
    const needles = needlesOf(pattern)?.map((needle) => needle.slice(0, LONGEST));
    if (!needles) always.push(i);
    for (const needle of new Set(needles)) nodeOf(needle).numbers.push(i);
  });
  return (text) => {
    const found = new Set(always);
    for (let begin = 0; begin < text.length; begin++) {
      let node: Node | undefined = root;
      for (let at = begin; node && at < text.length; at++) {
        node = node.next.get(text.charCodeAt(at));
        if (node) for (const i of node.numbers) found.add(i);
      }
    }
    return [...found].sort((a, b) => a - b);
  };
}
