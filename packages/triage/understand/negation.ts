/** Knows when words are denied, or about somebody else or another time. Server only. */

/** Ends the reach of a denial: the punctuation of both languages, and words of contrast. */
const CLAUSE =
  /[，。；！？,.;!?\n]|但是?|不过|可是|就是|只是|然而|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\bexcept\b|\bjust\b|\bonly\b/g;
/** As above, but commas go on: "no fever, cough or rash". */
const SENTENCE =
  /[。；！？.;!?\n]|但是?|不过|可是|就是|只是|然而|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\bexcept\b|\bjust\b|\bonly\b/g;

const DENIED_ZH =
  /(没有|没|无|未|不|否认|别)(?:有|出现|觉得|感到|感觉|明显|什么|任何|再|过|发现|伴有?|见|特别|太|怎么|很|那么|大量|啥|真的|真|想过|想要|想|打算|发|出|流|是|带|会|能)*$/;
const CUE_ZH = /没有|没|无|未|否认|不伴/g;
const CUE_EN =
  /\b(?:no|not|without|never|denies|denied|isn't|isnt|aren't|wasn't|doesn't|doesnt|don't|dont|didn't|didnt|hasn't|hasnt|haven't|havent|hadn't|nor|neither|none of|free of|negative for)\b(?! (?:only|sure|just|better|improv\w*|going away|helping|getting|been able|settl\w*|stop\w*|eas\w*|idea|longer|relief|matter|doubt|able|let up|touch\w*|work\w*))/g;
/** Between a cue and a sign these start something new. */
const BREAK_EN =
  /\b(?:and (?:i|he|she|my|it|has|have|now|feel\w*|is|a|the)|since|because|until|when|which|then|so|still|worse|started|came|got|after|with|now|also|however)\b/;
const FILLER_ZH = /[、和与及或跟也 ，]|并|同时|什么的|等|头|再/g;

const from = (text: string, at: number, border: RegExp): number => {
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(border)) {
    if (index + mark.length > at) break;
    start = index + mark.length;
  }
  return start;
};
const until = (text: string, at: number, border: RegExp): number => {
  for (const { index } of text.matchAll(border)) if (index >= at) return index;
  return text.length;
};

/** Are the words from `start` to `end` denied? `signs` are the places of other signs, for lists: "no fever, cough or rash". */
export function denied(
  text: string,
  start: number,
  end: number,
  signs: readonly [number, number][],
): boolean {
  const before = text.slice(from(text, start, CLAUSE), start);
  if (DENIED_ZH.test(before)) return true;
  if (/^(?:倒|也|都|是)?(?:没有|没|无)$/.test(text.slice(end, until(text, end, CLAUSE)).trim())) return true;
  if (/^ ?[:：\-–] ?(?:no|none|negative|无|没有)\b/.test(text.slice(end, end + 12))) return true;
  return deniedInList(text, start, signs);
}

function deniedInList(text: string, start: number, signs: readonly [number, number][]): boolean {
  const begin = from(text, start, CLAUSE);
  const zh = [...text.slice(begin, start).matchAll(CUE_ZH)].at(-1);
  if (zh) {
    // Only signs and fillers stand between the denial and this sign: 没有胸痛、气短.
    const at = begin + zh.index + zh[0].length;
    let rest = '';
    for (let i = at; i < start; i++) if (!signs.some(([s, e]) => i >= s && i < e)) rest += text[i];
    if (rest.replace(FILLER_ZH, '').length <= 1) return true;
  }
  const sentence = from(text, start, SENTENCE);
  const en = [...text.slice(sentence, start).matchAll(CUE_EN)].at(-1);
  if (!en) return false;
  const between = text.slice(sentence + en.index + en[0].length, start);
  if (BREAK_EN.test(between) || between.split(/\s+/).length > 9) return false;
  if (!/,/.test(between)) return !/\band\b/.test(between);
  // "no fever, cough or rash": a comma goes on when an "or" is still to come.
  const rest = text.slice(sentence + en.index, until(text, start, SENTENCE));
  return (
    /\b(?:or|nor)\b/.test(rest) && between.split(',').every((part) => part.trim().split(/\s+/).length <= 4)
  );
}

const FAMILY =
  /family history|runs in (?:the|my) family|\b(?:dad|father|mum|mom|mother|brother|sister|uncle|aunt|gran\w*|parents?)\b (?:had (?:a|an|the) |died|passed away|has a history)|(?:父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|姥姥|外婆|哥哥|姐姐|弟弟|家里人?|家族|我爸|我妈)(?:以前|曾经?|也|去年)?(?:有|得过|得了|因|死于|也有过).{0,8}(?:病史|史|去世|走了|过世|猝死|癌|心梗|中风|脑梗)/;
const PAST =
  /(?:以前|曾经|去年|前年|小时候|几年前|年轻时|早年|上次)(?!.{0,12}(?:一样|也这样|没这样|没有过|没有这样))|\b(?:last (?:year|summer|winter|spring)|years ago|as a (?:child|kid)|when (?:i|he|she) was (?:young|little|a kid|small)|in the past|used to (?:have|get|be)|(?:\d+|two|three|four|five|ten|few|couple of) (?:yrs?|years?) ago|in (?:19|20)\d\d|in (?:january|february|march|april|june|july|august|september|october|november|december))\b/;
const NOW = /现在|今天|又|这次|刚|\bnow\b|today|again|this time|since/;

/** Is the clause about the family's past, or about the patient's own past? */
export function elsewhere(text: string, start: number): boolean {
  const clause = text.slice(from(text, start, CLAUSE), until(text, start, CLAUSE));
  return FAMILY.test(clause) || (PAST.test(clause) && !NOW.test(clause));
}
