/** Reads numbers out of words: temperature, pressure, pulse, saturation, sugar, how long, how old, how far along. Server only. */

export interface Measures {
  temp?: number;
  sbp?: number;
  dbp?: number;
  hr?: number;
  rr?: number;
  spo2?: number;
  glucose?: number;
  pain?: number;
  /** Hours since it began, the longest that was named. */
  lasting?: number;
  /** Years. */
  age?: number;
  /** Of a pregnancy. */
  weeks?: number;
}

const DIGITS: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  半: 0.5,
  几: 3,
  多: 1,
};
const WORDS: Record<string, number> = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
  },
  ...{ twelve: 12, fourteen: 14, couple: 2, few: 3, several: 4, half: 0.5 },
};

/** 三十九, 十二, 39.5, three, "a couple of" */
export function numberIn(said: string): number {
  const word = said
    .trim()
    .replace(/ of$/, '')
    .replace(/^(?:a|the|last|past) (?=\w)/, '');
  if (/^[\d.]+$/.test(word)) return +word;
  if (word in WORDS) return WORDS[word]!;
  const ten = /^(.?)十(.?)$/.exec(word);
  if (ten) return (DIGITS[ten[1]!] ?? 1) * 10 + (DIGITS[ten[2]!] ?? 0);
  return DIGITS[word] ?? NaN;
}
const NUMBER =
  '(\\d+(?:\\.\\d+)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九半几]|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|(?:a )?couple(?: of)?|(?:a )?few|several|half)';
const UNITS: [RegExp, number][] = [
  [/^(?:分钟?|min)/, 1 / 60],
  [/^(?:个?多?小时|钟头|个钟|hours?|hrs?)/, 1],
  [/^(?:天|日|days?)/, 24],
  [/^(?:个?多?(?:星期|礼拜)|周|weeks?|wks?)/, 168],
  [/^(?:fortnight)/, 336],
  [/^(?:个?多?月|months?)/, 720],
  [/^(?:年|years?|yrs?)/, 8760],
];

function lasting(text: string): number | undefined {
  const found: number[] = [];
  const spans = new RegExp(
    `${NUMBER}\\s*(?:个)?多?(?:来)?(?:或|-|–|to|到|、)?\\s*(?:\\d+)?\\s*(分钟?|小时|钟头|个钟|天|日|个?星期|礼拜|周|个?月|年|min\\w*|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?)(?![a-z])(?!\\s*(?:old|大|岁|pregnant|gone|孕|前(?:做|生)|after|post))`,
    'g',
  );
  for (const match of text.matchAll(spans)) {
    const around = text.slice(Math.max(0, match.index - 14), match.index);
    // Weeks of a pregnancy, an age, a habit ("every two hours", 每天) are not how long it lasts.
    if (
      /孕|怀|每|every|each|under|at|after|within|pregnant|age[d]?|first|in|只有|上|下|per|once a|times a|once|twice/.test(
        around.slice(-8),
      )
    )
      continue;
    const unit = UNITS.find(([pattern]) => pattern.test(match[2]!));
    const n = numberIn(match[1]!);
    if (unit && n) found.push(n * unit[1]);
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
  if (/昨天|昨晚|昨夜|昨儿|yesterday|last night/.test(text)) found.push(24);
  if (/前天|前两天|day before yesterday/.test(text)) found.push(48);
  if (/半年|half a year/.test(text)) found.push(4380);
  if (
    /(?:since|from) (?:last )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the weekend)|上周|这周|周末|这几天|这两天|past few days|last few days/.test(
      text,
    )
  )
    found.push(72);
  if (/for (?:weeks|ages)|好几周|for a while|最近|近来|lately|recently/.test(text)) found.push(336);
  if (/for months|好几个月|几个月|months now/.test(text)) found.push(2160);
  if (/for years|好几年|多年|years now/.test(text)) found.push(17520);
  if (
    !found.length &&
    /今天|今早|今晚|刚才|刚刚|早上|中午|下午|today|this (?:morning|afternoon|evening)|just now|tonight|earlier|sudden/.test(
      text,
    )
  )
    found.push(2);
  return found.length ? Math.max(...found) : undefined;
}

function first(
  text: string,
  pattern: RegExp,
  least: number,
  most: number,
  latest = false,
): number | undefined {
  const matches = [...text.matchAll(pattern)];
  for (const match of latest ? matches.reverse() : matches) {
    const value = numberIn(match.slice(1).find((group) => group !== undefined) ?? '');
    if (value >= least && value <= most) return value;
  }
  return undefined;
}

/** Only what is possible in a living person counts. */
export function measuresIn(text: string): Measures {
  const out: Measures = {};
  const set = (name: keyof Measures, value: number | undefined) => {
    if (value !== undefined) out[name] = value;
  };
  const celsius = first(
    text,
    /(?:烧(?:到|得|了|起来)*|体温|温度|量(?:了|的|是)*|temp\w*(?: (?:of|is|was|at|up to|about|around|hit|reached))*|fever(?: of)?)\D{0,6}(\d{2}(?:\.\d)?)(?!\d)/g,
    33,
    43,
  );
  const degrees = first(
    text,
    /(3[3-9](?:\.\d)?|4[0-2](?:\.\d)?)\s*(?:度|℃|°|c\b|degrees)|\b(3[5-9]\.\d|4[0-2]\.\d)\b/g,
    33,
    43,
  );
  const chinese = first(text, /([三四]十[一二三四五六七八九]?)度/g, 33, 43);
  const fahrenheit = first(
    text,
    /\b(9[5-9]|10[0-7])(?:\.\d)?\s*(?:f\b|°|degrees|fever|temp)|(?:fever|temp\w*)\D{0,12}(9[5-9]|10[0-7])\b/g,
    95,
    107,
  );
  set(
    'temp',
    celsius ?? degrees ?? chinese ?? (fahrenheit && Math.round(((fahrenheit - 32) / 1.8) * 10) / 10),
  );
  const bp = /\b(\d{2,3})\s*(?:\/|over|比)\s*(\d{2,3})\b/.exec(text);
  if (bp && +bp[1]! >= 50 && +bp[1]! <= 300 && +bp[2]! >= 30 && +bp[2]! < +bp[1]!) {
    out.sbp = +bp[1]!;
    out.dbp = +bp[2]!;
  } else {
    set('sbp', first(text, /(?:高压|收缩压|血压|systolic|blood pressure|\bbp)\D{0,8}(\d{2,3})/g, 50, 300));
    set('dbp', first(text, /(?:低压|舒张压|diastolic)\D{0,4}(\d{2,3})/g, 30, 200));
  }
  set('spo2', first(text, /(?:血氧|氧饱和度?|spo2|sats?|oxygen|o2)\D{0,14}(\d{2,3})/g, 50, 100));
  set(
    'hr',
    first(
      text,
      /(?:心率|心跳|脉搏|heart rate|pulse|\bhr)\D{0,14}(\d{2,3})|(\d{2,3})\s*(?:bpm|beats)/g,
      20,
      250,
    ),
  );
  set(
    'rr',
    first(
      text,
      /(?:呼吸|resp\w*|breathing|breaths?)\D{0,10}(\d{2})\s*(?:次|a min|per min|breaths|times)|(\d{2}) breaths/g,
      4,
      90,
    ),
  );
  set('glucose', first(text, /(?:血糖|glucose|sugars?|bm)\D{0,14}(\d{1,2}(?:\.\d)?)(?!\d|\/)/g, 0.5, 50));
  set(
    'pain',
    first(
      text,
      /(?:疼痛?|痛|pain)\D{0,6}(\d{1,2})\s*(?:分|\/\s*10|out of)|\b(\d{1,2})\s*(?:\/|out of)\s*10\b/g,
      0,
      10,
    ),
  );
  set('lasting', lasting(text));
  set(
    'weeks',
    first(
      text,
      new RegExp(
        `孕${NUMBER}周|怀孕${NUMBER}周|${NUMBER}\\s*(?:weeks|wks)(?: pregnant| gone)|${NUMBER}周(?:孕|了)`,
        'g',
      ),
      3,
      43,
    ),
  );
  if (out.weeks === undefined) {
    const months = first(
      text,
      new RegExp(`怀?孕${NUMBER}个?多?月|${NUMBER}\\s*months (?:pregnant|gone)`, 'g'),
      1,
      10,
    );
    if (months) out.weeks = Math.round(months * 4.3);
  }
  set('age', ageIn(text));
  return out;
}

function ageIn(text: string): number | undefined {
  const years = first(
    text,
    new RegExp(
      `${NUMBER}\\s*(?:岁|周岁|year[- ]olds?|years? old|yo\\b|y/o|yr[- ]old)|\\b(\\d{1,2})(?:f|m)\\b`,
      'g',
    ),
    0,
    120,
  );
  if (years !== undefined) return years;
  const months = first(
    text,
    new RegExp(`${NUMBER}\\s*(?:个月(?:大|的|宝|婴|男|女)|month[- ]olds?|months? old|mo\\b)`, 'g'),
    0,
    36,
  );
  if (months !== undefined) return months / 12;
  const weeks = first(text, new RegExp(`${NUMBER}\\s*(?:周大|week[- ]olds?|weeks? old)`, 'g'), 0, 60);
  if (weeks !== undefined) return weeks / 52;
  const days = first(
    text,
    new RegExp(`出生(?:才|刚)?${NUMBER}天|${NUMBER}\\s*(?:天大|day[- ]olds?|days? old)`, 'g'),
    0,
    90,
  );
  return days === undefined ? undefined : days / 365;
}
