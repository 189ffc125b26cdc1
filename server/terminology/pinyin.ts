/**
 * Pinyin initials of a Chinese name ("阿莫西林胶囊" -> "amxljn"), by the order of the CLDR pinyin collation that Node carries, so that
 * no dictionary is bundled. A character with several readings gets its commonest, corrected by a list for the words of this trade.
 */

/** The first character of each initial in pinyin order (no word begins with i, u or v). */
const FIRST: readonly (readonly [string, string])[] = [
  ['阿', 'a'],
  ['丷', 'b'],
  ['嚓', 'c'],
  ['咑', 'd'],
  ['妸', 'e'],
  ['发', 'f'],
  ['旮', 'g'],
  ['哈', 'h'],
  ['丌', 'j'],
  ['咔', 'k'],
  ['垃', 'l'],
  ['呣', 'm'],
  ['拏', 'n'],
  ['喔', 'o'],
  ['妑', 'p'],
  ['七', 'q'],
  ['呥', 'r'],
  ['仨', 's'],
  ['他', 't'],
  ['屲', 'w'],
  ['夕', 'x'],
  ['丫', 'y'],
  ['帀', 'z'],
];

/** Readings that differ from the collation's: whole words, longest first where one holds another. */
const WORDS: readonly (readonly [string, string])[] = [
  ['膀胱', 'pg'],
  ['过长', 'gc'],
  ['泊肟', 'bw'],
  ['咯血', 'kx'],
  ['咳', 'k'],
];

const collator = new Intl.Collator('zh-CN-u-co-pinyin');

/** Lower-case initials; Latin letters and digits stay, everything else is dropped. */
export function pinyinInitials(text: string): string {
  let rest = text.normalize('NFKC');
  let out = '';
  while (rest) {
    const word = WORDS.find(([zh]) => rest.startsWith(zh));
    const char = word ? word[0] : String.fromCodePoint(rest.codePointAt(0)!);
    out += word ? word[1] : initial(char);
    rest = rest.slice(char.length);
  }
  return out;
}

function initial(char: string): string {
  if (/^[a-z0-9]$/i.test(char)) return char.toLowerCase();
  if (!/^\p{Script=Han}$/u.test(char)) return '';
  let found = 'a';
  for (const [first, letter] of FIRST) {
    if (collator.compare(char, first) < 0) break;
    found = letter;
  }
  return found;
}
