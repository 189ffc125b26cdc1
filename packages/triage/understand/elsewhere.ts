/** Knows when words are about somebody else, another time, or only feared. Server only. */
import { CLAUSE, from, SENTENCE, until } from './clauses.ts';
import { asksOfKin, isBareKin, isFamily } from './kin.ts';
import { matchesOf } from './matches.ts';

const PAST =
  /(?:(?<![比跟和像同与])以前|曾经|曾(?!祖)|既往|病史|去年|前年|小时候|几年前|\d年前|[一二三五十]年前|年轻时|早年|上次)(?!.{0,12}(?:一样|也这样|没这样|没有过|没有这样|没有?发生过|不同))|\b(?:history of|previous(?:ly)?|prior|past medical|last (?:year|summer|winter|spring)|years ago|as a (?:child|kid)|when (?:i|he|she) was (?:young|little|a kid|small|\d+|about \d+|in (?:my|his|her) \w+)|in the past|used to (?:have|get|be)|(?:\d+|two|three|four|five|ten|few|couple of) (?:yrs?|years?) ago|in (?:19|20)\d\d|in (?:january|february|march|april|june|july|august|september|october|november|december))\b/;
/** A list that such words open: "history of hypertension, stroke and falls". */
const PAST_LIST = /\b(?:history of|previous|prior|past medical history:?)\s|既往(?:史)?[有：: ]?|病史[：: ]/g;
const NOW = /现在|今天|又|这次|刚|再次|\bnow\b|today|again|this time|since|presents?|complain/;
/** Named diseases that people fear: only said, they are no sign. */
const FEARED =
  /\b(?:worr\w+|afraid|scared|terrified|fear\w*|concerned|paranoid|anxious|wonder\w*|could (?:it|this) be|might (?:it )?be|is (?:it|this)|do i have|convinced|prevent\w*|avoid\w*|risks? of|chances? of|googled?|dr google|read (?:online|that))\b|怕|担心|(?:都|老|非|就)说(?:我|他|她|这)|喊着(?:我|他|她)|前兆|会不会|是不是|不会是|害怕|怀疑自己|预防|避免|风险|几率|百度|网上|查了|吗$/;
const DISEASE =
  /herpes|\bstis?\b|stroke|heart attack|infarct|dissect|embol|isch|epiglott|ketoacid|pneumothor|collapsed lung|torsion|ectopic|perforat|obstruct|cancer|tumou?r|mening|brain bleed|aneurysm|appendic|clot|dvt|sepsis|rabies|leuk|中风|心梗|心肌梗|脑梗|脑出血|癌|肿瘤|脑膜炎|血栓|栓塞|夹层|穿孔|梗阻|宫外孕|败血|猝死|艾滋|白血病|狂犬|[要会变]瞎|眼底出血|面瘫|渐冻|脑瘤|hiv/;

/** What somebody has is not only feared. */
const HAS =
  /\b(?:have|has|had|having|with|known|got|diagnosed|metastatic|secondary|from|for|my|his|her) (?:\w+ ){0,2}$|[有患得是]$/;

/** Shorter words name nothing else that could be looked at. */
const TOLD = 60;
/** "Heart attack??", "googled mouth cancer": asked or feared, not had. */
const fearedIn = (text: string, start: number, words: string, clause: string): boolean =>
  DISEASE.test(words) &&
  (FEARED.test(clause) || (text.length > TOLD && /^ ?[?？]/.test(text.slice(start + words.length))));

/** The same of an illness that is history by nature, unless it is had. */
export function feared(text: string, start: number, words: string): boolean {
  const begin = from(text, start, CLAUSE);
  if (HAS.test(text.slice(begin, start))) return false;
  return fearedIn(text, start, words, text.slice(begin, until(text, start, CLAUSE)));
}

/** Is the clause about the family's past, the patient's own past, or a fear? */
export function elsewhere(text: string, start: number, words = ''): boolean {
  const begin = from(text, start, CLAUSE);
  const clause = text.slice(begin, until(text, start, CLAUSE));
  if (asksOfKin(text) || (isFamily(clause, start - begin) && !isBareKin(text))) return true;
  if (fearedIn(text, start, words, clause)) return true;
  if (PAST.test(clause) && !NOW.test(clause)) return true;
  const sentence = from(text, start, SENTENCE);
  const opened = matchesOf(PAST_LIST, text.slice(sentence, start)).at(-1);
  if (!opened) return false;
  const between = text.slice(sentence + opened.index + opened[0].length, start);
  // "Known alcoholic, vomited blood": what one is known for ends at the comma.
  if (/^(?:known|previous|prior)/.test(opened[0]) && /[,，]/.test(between)) return false;
  return (
    between.split(/[,，、]/).every((part) => part.trim().split(/\s+/).length <= 4 && part.length <= 40) &&
    !/\b(?:presents?|with|now|who|has|had|is|comes?|complain\w*|today|since|for \d|x \d|having|developed|reports?)\b|现|今|突|出现|因|近|伴/.test(
      between,
    ) &&
    // What is sudden or worst closes the list: "family history of aneurysm, sudden worst headache".
    !/^\W*(?:\w+ )?(?:sudden\w*|worst)\b|^[突骤]/.test(clause)
  );
}
