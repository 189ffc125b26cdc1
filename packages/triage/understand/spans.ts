/** Reads spans of time out of words: how long it lasts, how old somebody is, how far a pregnancy. Server only. */
import { CLAUSE, from, until } from './clauses.ts';
import { elsewhere } from './elsewhere.ts';
import { matchesOf } from './matches.ts';
import { first, NUMBER, numberIn } from './numbers.ts';

const UNITS: [RegExp, number][] = [
  [/^(?:秒|sec)/, 1 / 3600],
  [/^(?:分钟|min)/, 1 / 60],
  [/^(?:个?多?小时|钟头|个钟|hours?|hrs?)/, 1],
  [/^(?:天|日|晚|夜|days?|nights?)/, 24],
  [/^(?:个?多?(?:星期|礼拜)|周|weeks?|wks?)/, 168],
  [/^(?:fortnights?)/, 336],
  [/^(?:个?多?月|months?|mos?)/, 720],
  [/^(?:年|years?|yrs?)/, 8760],
];
const SPAN = new RegExp(
  `${NUMBER}\\s*-?(?:个)?[多半]?(?:来)?(?:或|-|–|to|or|到|、)?\\s*(?:\\d+)?\\s*(秒|分钟|小时|钟头|个钟|天|日|个?星期|礼拜|周|个月|(?<=个多|多个|个来|个半)月|月(?=余|来|前|[，。；,;、伴]|$)|年|sec\\w*|min\\w*|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|mos?|years?|yrs?)(?![a-z])(?!\\s*-?(?:old|大|岁|pregnant|gone|along|of (?:gestation|pregnancy)|gestation|孕|前(?:做|生|[^，。,;；]{0,3}(?:打|接种)过)|post|pack))(?!(?:也就|大概|就|能|才|要|有|犯|来|这么|最多|顶多|不过|发作|也)*(?:\\d|[一两二三四五六七八九十几]){1,3}(?:[-~到](?:\\d|[一两二三四五六七八九十]))?[回次趟])`,
  'g',
);
/** A clause about what somebody has had or done for long, long before what it is about. */
const HISTORY =
  /(?<!(?:hours?|days?|weeks?|months?|years?)'? ?)\bhistory of|\b(?:known|diagnosed|pack|smok\w*|married|retired|works|worked|taking|treated for|type 2|type 1|hypertensi\w*|diabet\w*|copd|cirrho\w*|epilep\w*|dialysis|lupus|heart failure|atrial fib\w*|kidney (?:disease|failure)|remission|operation|operated|vaccinat\w*|tetanus|moved|lives)\b|病史|(?<!接触|旅居|外伤)史|既往|高血压|糖尿病|冠心病|肝硬化|慢阻肺|哮喘|房颤|肾病|肾炎|透析|甲亢|甲减|癫痫|痛风|乙肝|心衰|类风湿|狼疮|支架|结婚|婚后|吸烟|烟龄|规律|长期|术后|确诊|诊断/;
/** "A man who smokes has had": who somebody is, not since when. */
const WHO_IS = /\bwho (?:[\w-]+ ){1,3}(?=has\b|had\b|presents\b|comes\b|complains\b)/;
/** What is acute in something old. */
const ACUTE =
  /加重|再发|又犯|急性发作|\b(?:worse(?:ned|ning)?|exacerbat\w*)\b(?! (?:in|at|on|when|after|with|by|than|if|during))/;
/** Before a number these make it an age, a habit, a dose: not how long it lasts. */
const NOT_LASTING =
  /(?:孕|怀|每|超过|只有|上)$|\b(?:every|each|under|after|within|pregnant|aged?|first|per|once a|times a|once|twice|for the next) (?:about )?$/;
/** "One or two a year" tells how often. */
const COUNTED = /\b(?:times|one|two|three|four|five|six|\d+|few|couple) $/;
/** "Spells lasting two minutes" tell of the spell; "a headache lasting four days" of all of it. */
const SPELL = /\b(?:lasts?|lasted|lasting|each) (?:about |for )?$|每次(?:持续|大概|约)?$/;

const SINCE: [RegExp, number][] = [
  [
    /since (?:the |last )?(?:spring|summer|autumn|fall|winter|christmas|easter|new year|january|february|march|april|may|june|july|august|september|october|november|december)\b|since last (?:month|year)|入(?:春|夏|秋|冬)以来|春节|过年/,
    1440,
  ],
  [/昨天|昨晚|昨夜|昨儿|yesterday|last night|overnight|一夜|整夜|一晚上/, 24],
  [/前天|前两天|前晚|day before yesterday/, 48],
  [/半年|half a year|six months/, 4380],
  [/\b(?:a|one) (?:good|whole|full|solid) year\b|大半年|一年多/, 8760],
  [/\b(?:times|once|twice) (?:a|per|every|each) (?:week|month|year)|每(?:周|月|年)/, 337],
  [
    /(?:since|from|on) (?:last )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the weekend)|上周|这周|周[一二三四五六日末]|星期[一二三四五六日]|这几天|这两天|这几晚|这两晚|(?:past|last|these) (?:few|couple of) (?:days|nights)|(?:few|couple of|several) days|all week|this week|数天|数日|好几天|几天了/,
    72,
  ],
  [
    /for (?:weeks|ages)|(?:several|some|few|couple of|many) weeks|weeks now|last week|数周|好几周|几个?星期|for (?:a while|some time)|一阵子|一段时间|有段时间|这阵子|这段时间|最近|近来|近期|lately|recently|these days|this month|这个月/,
    336,
  ],
  [
    /for months|(?:several|some|few|couple of|past|last|many) months|数月|好几个月|几个月|这[两三几]个?月|months now|(?:over|in|for|during) the (?:last|past) year|(?<!\b(?:one|two|three|once|twice|times|\d+) )this year|(?:since|over) the (?:spring|summer|autumn|winter)|今年|去年|从(?:春|夏|秋|冬)天|入职以来|毕业以来|产后以来/,
    2160,
  ],
  [
    /(?:for|been|many|several|few) (?:many |a few |some )?years|数年|好几年|多年|常年|几年了|一直以来|years now|(?:for|over) (?:a|the (?:last|past)) decade|all (?:my|her|his) life|since (?:i was|childhood|school|my (?:teens|twenties)|(?:his|her) teens)|(?<!no )chronic|慢性|打小|从小|longstanding|long.standing/,
    17520,
  ],
];
/** Told with just the unit, as what stands between two commas: "headaches, months". */
const BARE =
  /(?:^|[,.;，。；] ?)(?:for |over |it's been |been )?(?:many |some )?(weeks|months|years)(?= ?(?:[,.;]|$|now))/;
const TODAY =
  /今天|今日|今早|今晚|今晨|刚才|刚刚|刚|早上|清晨|上午|中午|下午|傍晚|半夜|凌晨|today|this am|this (?:morning|afternoon|evening)|just now|tonight|earlier|since am\b|sudden|acute|突发|突然|急性/;

/** A year of the calendar lasts nothing: 一九七几年, 2019年. */
const CALENDAR = /一九[一二三四五六七八九零〇几]{1,2}年|(?:19|20)\d\d年/g;

/** Hours, the longest that was named. */
export function lastingIn(said: string): number | undefined {
  const text = said.replace(CALENDAR, (year) => '·'.repeat(year.length));
  const found: number[] = [];
  const acute: number[] = [];
  for (const match of matchesOf(SPAN, text)) {
    const around = text.slice(Math.max(0, match.index - 16), match.index);
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 8);
    // Two hours after a meal is a moment; for two hours after it, a span.
    if (NOT_LASTING.test(around) || (/^an? /.test(match[0]) && COUNTED.test(around))) continue;
    if (/^ after/.test(behind) && !/\bfor (?:about )?$/.test(around)) continue;
    // "an hour ago he fell", "出生3天" tell when, which is as good; "3 days old" is an age and left out above.
    const unit = UNITS.find(([pattern]) => pattern.test(match[2]!));
    const n = numberIn(match[1]!);
    if (unit && unit[1] < 24 && SPELL.test(around)) continue;
    if (!unit || !n) continue;
    const clause = text.slice(from(text, match.index, CLAUSE), until(text, match.index, CLAUSE));
    if (HISTORY.test(clause.replace(WHO_IS, ''))) continue;
    (ACUTE.test(clause) ? acute : found).push(n * unit[1]);
  }
  const ordinal =
    /第([二三四五六七2-9])天|(second|third|fourth|fifth|sixth|seventh) day|day (two|three|four|five|six|seven|[2-9])\b/.exec(
      text,
    );
  if (ordinal) {
    const word = (ordinal[1] ?? ordinal[2] ?? ordinal[3])!;
    const days =
      numberIn(word) || ['', '', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'].indexOf(word);
    if (days > 0) found.push(days * 24);
  }
  if (acute.length) return Math.max(...acute);
  for (const [pattern, hours] of SINCE) {
    const at = pattern.exec(text)?.index;
    // "My neighbour had a stroke last week" is no time of one's own; and "lately" says less than a number.
    if (at === undefined || elsewhere(text, at) || (hours === 336 && found.length)) continue;
    const clause = text.slice(from(text, at, CLAUSE), until(text, at, CLAUSE));
    if (!HISTORY.test(clause) || ACUTE.test(clause)) found.push(hours);
  }
  const bare = BARE.exec(text)?.[1];
  if (bare) found.push({ weeks: 336, months: 2160, years: 17520 }[bare]!);
  if (!found.length && TODAY.test(text)) found.push(2);
  return found.length ? Math.max(...found) : undefined;
}

/** A baby, right before its age. */
const INFANT = '(?:宝宝|宝贝|婴儿|新生儿|小宝|毛毛|娃娃)(?:才|刚|现在|今天|已经|刚满|满)?';
/** How an age is written, and how many of it make a year. */
const AGES: [string, number][] = [
  [
    `${NUMBER}\\s*-?(?:岁|周岁|year[- ]olds?|years? old|years? of age|yo\\b|y\\/o|yr[- ]olds?|yrs? old|y\\b)|(?<!(?:fell|fall|from|height|of|about) ?)(?<![\\d./])(\\d{1,2}) ?(?:f|m|male|female)\\b(?![./])|\\b(?:f|m|male|female) ?[/,]? ?(\\d{1,2})\\b(?! ?(?:mg|ml|bpm|\\/|%|-|days?|weeks?|months?))|\\b(?:aged?|age:) (\\d{1,3})\\b|\\b(?:child|boy|girl|son|daughter|toddler|kid) (\\d{1,2})(?=[,.;]|$)|(?:男|女)[性，, ]*(\\d{1,2})(?![\\d.]|个月|月|天|日|周|小时)`,
    1,
  ],
  [
    `${NUMBER}\\s*-?(?:个月(?:大|的|龄|宝|婴|男|女|孩)|月龄|month[- ]olds?|months? old|months? of age|mo\\b|m\\/o)|(?:男|女)(?:婴|童|性)?[，, ]{0,2}(\\d{1,2})个?月(?!余|前|来)|\\b(\\d{1,2})\\/12 old`,
    12,
  ],
  [
    `${NUMBER}\\s*-?(?:周大|周龄|week[- ]olds?|weeks? old|wk old)|\\b(?:baby|newborn|infant|son|daughter|boy|girl|little one)(?:'s| is| at|,)? (?:only |just |about )?(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) weeks\\b(?! (?:ago|early|late|pregnant|gone|after|before))|${INFANT}(\\d{1,2}|[一二两三四五六七八九十])周(?=[，,。；]|$)`,
    52,
  ],
  [
    `(?:出生|生后|生下来)(?:才|刚|第)?${NUMBER}(?:天|日)|${INFANT}(\\d{1,2}|[一二两三四五六七八九十]{1,2})[天日](?=[，,。；]|$)|\\b(?:baby|newborn|infant)(?:'s| is| at|,)? (?:only |just |about )?(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) days\\b(?! ago)|${NUMBER}\\s*-?(?:天大|日龄|天的(?:宝|孩|婴|新生)|day[- ]olds?|days? old)|(?:男|女)(?:婴|童|性)?[，, ]{0,2}(\\d{1,2})[天日](?![前后])`,
    365,
  ],
  [`(?:出生|生后)(\\d{1,2})小时|(\\d{1,2})-?\\s?hours? old`, 8760],
];
const AGE_PATTERNS = AGES.map(([pattern, parts]): [RegExp, number] => [new RegExp(pattern, 'g'), parts]);

/** Years; the age that is said first: "a 7-month-old, whose 4-year-old sister has a cold". */
export function ageIn(text: string): number | undefined {
  let best: { at: number; age: number } | undefined;
  for (const [pattern, parts] of AGE_PATTERNS)
    for (const match of matchesOf(pattern, text)) {
      const age = numberIn(match.slice(1).find((group) => group !== undefined) ?? '') / parts;
      if (age >= 0 && age <= 120 && !(best && best.at <= match.index)) best = { at: match.index, age };
    }
  return best?.age;
}

const TOLD_AGE = new RegExp(
  `(?:${NUMBER}|\\d+)\\s*-?(?:year|month|week|day|hour)s?[- ](?:olds?|of age)\\b|\\d+ ?(?:yo|y\\/o|yrs? old)\\b|(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})岁(?:零?(?:\\d{1,2}|[一二两三四五六七八九十]{1,2})个多?月)?|\\d{1,2}(?:个月大|月龄|日龄|周龄)|(?<=[男女](?:婴|童|性)?[，, ]{0,2})\\d{1,2}(?:个?月|天|日|周)(?![余前后来])`,
  'g',
);
/** Ages out of the way, the length kept: "37-year-old" has not lasted for years. */
export const agesBlotted = (text: string): string => text.replace(TOLD_AGE, (age) => '·'.repeat(age.length));

const WEEKS = new RegExp(
  `孕(?:期)?${NUMBER}(?:\\+\\d)?周|[头一二三]胎[，, ]?${NUMBER}(?:\\+\\d)?周|怀孕${NUMBER}周|妊娠${NUMBER}周|停经${NUMBER}周|末次(?:月经)?(?:来)?算[^，,。]{0,3}?${NUMBER}周|${NUMBER}\\s*-?(?:\\+\\d )?(?:weeks|wks?|w|weeks')(?: pregnant| gone| along| gestation| of gestation| of pregnancy|\\/40)|(\\d{1,2})\\/40|\\b(?:she's|she is|i'm|i am|im) (?:about |nearly |only )?(\\d{1,2}) weeks(?! (?:old|in|into|post|after|since|of|late|behind))\\b|\\bat (\\d{1,2}) weeks(?! (?:old|of age|ago|later|after))|${NUMBER}周(?:孕)`,
  'g',
);
const MONTHS = new RegExp(`(?:怀孕|孕|怀了?)${NUMBER}个?多?月|${NUMBER}\\s*months (?:pregnant|gone)`, 'g');

/** Of a pregnancy. */
export function weeksIn(text: string): number | undefined {
  const weeks = first(text, WEEKS, 3, 43);
  if (weeks !== undefined) return weeks;
  const months = first(text, MONTHS, 1, 10);
  return months && Math.round(months * 4.3);
}
