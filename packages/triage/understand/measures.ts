/** Reads measurements out of words, as a patient or a nurse's desk writes them: "T38.4 P110 R24 BP 90/60, SpO2 92 %". Server only. */
import { first, numberIn } from './numbers.ts';
import { ageIn, lastingIn, weeksIn } from './spans.ts';

export interface Measures {
  temp?: number;
  sbp?: number;
  dbp?: number;
  hr?: number;
  rr?: number;
  spo2?: number;
  glucose?: number;
  pain?: number;
  /** Glasgow coma scale, 3 to 15. */
  gcs?: number;
  /** Hours since it began, the longest that was named. */
  lasting?: number;
  /** Years. */
  age?: number;
  /** Of a pregnancy. */
  weeks?: number;
}

const IS =
  '(?:[\\s:：=,是为约在有才只仅]|(?:is|was|of|at|rate|about|around|up to|hit|reached|a|an|reading|readings|量|了|到|今天|now)\\b)*';
/** Not in the middle of a word or a number. */
const START = '(?<![a-z\\d.])';
const of = (names: string, value: string, unit = ''): RegExp =>
  new RegExp(`(?:${names})${IS}(${value})(?![\\d])${unit}`, 'g');

const TEMPERATURE = `烧(?:到|得|了|起来|至)*|体温|温度|量(?:了|的|是)*|腋温|耳温|肛温|temp(?:erature|s)?|fever|febrile|${START}t(?:max)?(?= ?[:：=]? ?\\d)`;
const CELSIUS = of(
  TEMPERATURE,
  '(?:3[3-9]|4[0-3])(?:\\.\\d)?',
  '(?!\\.?\\d| ?(?:mmhg|%|次|岁|years?|weeks?|days?))',
);
const FAHRENHEIT = of(TEMPERATURE, '(?:9[4-9]|10[0-8])(?:\\.\\d)?');
const SYSTOLIC = of(
  `高压|收缩压|血压(?:高|低)?|systolic(?: (?:bp|blood pressure|pressure))?|blood pressure|${START}s?bp`,
  '\\d{2,3}',
  '(?!\\s*(?:岁|years?))',
);
const DIASTOLIC = of('低压|舒张压|diastolic', '\\d{2,3}');
const SATURATION = of(
  `血氧(?:饱和度)?|氧饱和度?|氧合|spo2|sao2|o2 ?sats?|sats?|satting|oxygen(?: (?:saturation|level))?s?|${START}o2`,
  '\\d{2,3}',
);
const HEART_RATE = new RegExp(
  `心跳(?:一|每)分钟(?:有|到|跳)?(\\d{2,3})|${of(`心率|心跳|脉搏|心律|手表(?:上|显示)*|heart ?rate|heart(?:'s| is) (?:going|racing|beating|running)|heart(?= (?:is |at |of |was )?\\d{2,3}\\b)|pulse(?: rate)?|${START}(?:hr|pr|p)(?= ?[:：=]? ?\\d)`, '\\d{2,3}', '(?!\\s*(?:分钟|小时|天|%|mg|\\/))').source}|(?<![\\d/])(\\d{2,3})\\s*(?:bpm|beats)`,
  'g',
);
const RESPIRATION = new RegExp(
  `${of(`呼吸频率|呼吸|resp(?:iration|iratory)?s?(?: rates?)?|breathing(?: rate)?|${START}rr?(?= ?[:：=]? ?\\d)`, '\\d{1,2}', '(?!\\s*(?:天|小时|个|周|岁|days?|hours?|weeks?|years?|mins?\\b|\\/))').source}|(?<!\\d)(\\d{2}) (?:breaths|times a minute|times per minute)|呼吸\\D{0,6}(\\d{2}) ?次`,
  'g',
);
const GCS = of(`${START}gcs(?: score)?|格拉斯哥(?:评分)?`, '\\d{1,2}');
const GLUCOSE = of(
  `血糖|随机糖|空腹糖|glucose|(?:blood )?sugars?(?: level)?|${START}(?:bm|bgl?|cbg|fsbs|bsl?|bst|rbs|fbs|dexi?)(?= ?[:：=]? ?\\d)|${START}meter (?:says |reads |shows )?(?=\\d{1,2}\\.\\d)`,
  '\\d{1,3}(?:\\.\\d{1,2})?',
  '(?!\\/)',
);

const toCelsius = (fahrenheit: number): number => Math.round(((fahrenheit - 32) / 1.8) * 10) / 10;

function temperatureIn(text: string): number | undefined {
  const celsius =
    first(text, CELSIUS, 33, 43) ??
    first(
      text,
      /(?<![\d.])(3[3-9](?:\.\d)?|4[0-2](?:\.\d)?)\s*(?:度|℃|°(?! ?f)|c\b|degrees(?! f))(?!角)|(?<![\d.])(3[5-9]\.\d|4[0-2]\.\d)(?![\d%]| ?(?:kg|cm|mm))/g,
      33,
      43,
    );
  // 38度5, 三十八度五
  const split =
    /(3[5-9]|4[0-2]|[三四]十[一二三四五六七八九]?)度([1-9一二三四五六七八九])(?!\d|天|个|小)/.exec(text);
  if (split) return numberIn(split[1]!) + numberIn(split[2]!) / 10;
  if (celsius !== undefined) return celsius;
  const chinese = first(text, /([三四]十[一二三四五六七八九]?)度/g, 33, 43);
  if (chinese !== undefined) return chinese;
  const fahrenheit =
    first(
      text,
      /(?<![\d.])(9[4-9](?:\.\d)?|10[0-8](?:\.\d)?)\s*(?:°? ?f\b|°|℉|degrees|华氏|fever|temp)/g,
      94,
      108,
    ) ?? first(text, FAHRENHEIT, 94, 108);
  return fahrenheit === undefined ? undefined : toCelsius(fahrenheit);
}

const ONES = '一二三四五六七八九';
/** 血压一百九, 高压两百三, 八十几: as people say what a meter shows. */
const inDigits = (text: string): string =>
  text
    .replace(
      /([一两二])百(?:零?([一二三四五六七八九])(?:十)?([一二三四五六七八九])?)?(?![块元斤米毫个年天])/g,
      (_, hundred: string, ten?: string, one?: string) =>
        `${(hundred === '一' ? 100 : 200) + (ten ? (ONES.indexOf(ten) + 1) * 10 : 0) + (one ? ONES.indexOf(one) + 1 : 0)}`,
    )
    .replace(
      /(?<=血压[^，。]{0,4}|高压[^，。]{0,3}|血氧[^，。]{0,4}|心率[^，。]{0,4}|脉搏[^，。]{0,4})([三四五六七八九])十[几多来]/g,
      (_, ten: string) => `${(ONES.indexOf(ten) + 1) * 10 + 5}`,
    );

/** Only what is possible in a living person counts. */
export function measuresIn(said: string): Measures {
  const text = inDigits(said);
  const out: Measures = {};
  const set = (name: keyof Measures, value: number | undefined) => {
    if (value !== undefined) out[name] = value;
  };
  set('temp', temperatureIn(text));
  const bp = /(?<![\d./])(\d{2,3})\s*(?:\/|over|比)\s*(\d{2,3})(?![\d/])/g;
  for (const [, high, low] of text.matchAll(bp))
    if (+high! >= 50 && +high! <= 300 && +low! >= 25 && +low! < +high!) {
      out.sbp ??= +high!;
      out.dbp ??= +low!;
    }
  if (out.sbp === undefined) {
    set('sbp', first(text, SYSTOLIC, 50, 300));
    set('dbp', first(text, DIASTOLIC, 30, 200));
  }
  set('spo2', first(text, SATURATION, 50, 100));
  if (out.spo2 === undefined)
    set('spo2', first(text, /(?<!\d)(\d{2})\s*%\s*(?:on|ra\b|room air|血氧)/g, 50, 100));
  set('hr', first(text, HEART_RATE, 20, 250));
  set('rr', first(text, RESPIRATION, 4, 90));
  set('glucose', glucoseIn(text));
  set('gcs', first(text, GCS, 3, 15));
  set(
    'pain',
    first(
      text,
      /(?:疼痛?|痛|pain|nrs|vas|评分)\D{0,6}(\d{1,2})\s*(?:分|\/\s*10|out of)|(?<![\d/])(\d{1,2})\s*(?:\/|out of)\s*10(?![\d/])|(?:nrs|vas)\D{0,3}(\d{1,2})(?!\d)/g,
      0,
      10,
    ),
  );
  set('lasting', lastingIn(text));
  set('weeks', weeksIn(text));
  set('age', ageIn(text));
  return out;
}

const METER_HI =
  /(?:sugars?|glucose|meter|\bbm|\bbgl?|血糖仪?).{0,24}[^a-z]hi["”']?(?: on the (?:meter|screen)|[,.;，。]|$)/;

/** mmol/L; what is too high for that is mg/dL. */
function glucoseIn(text: string): number | undefined {
  const value = first(text, GLUCOSE, 0.5, 900);
  // A meter says HI above its range, which ends at 33.3 or 27.8.
  if (value === undefined) return METER_HI.test(text) ? 33.3 : undefined;
  return value > 50 ? Math.round(value / 1.8) / 10 : value;
}
