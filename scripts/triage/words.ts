/** What the terminal says around questions and results, in both languages; the result's own words are the widgets'. */
import resultEn from '@care-elements/elements/locales/en/triage-result.ts';
import resultZh from '@care-elements/elements/locales/zh-CN/triage-result.ts';
import triageEn from '@care-elements/elements/locales/en/triage.ts';
import triageZh from '@care-elements/elements/locales/zh-CN/triage.ts';

export type Language = 'zh-CN' | 'en';

const en = {
  ...triageEn,
  ...resultEn,
  hello:
    'Triage. Advice on where to go, not a diagnosis. The content is a draft that no clinician has reviewed.',
  ageAsk: 'How old is the patient? (45, or 3 months)',
  ageBad: 'Please give an age between 0 and 130, for example 45 or 3 months.',
  sexAsk: 'Sex?',
  sexes: ['Female', 'Male', 'Other, or not said'],
  wordsAsk: 'What is the trouble? In your own words.',
  wordsBad: 'Please write a few words.',
  vitalsAsk:
    'Measured at home? For example: temperature 38.5, bp 150/95, pulse 90, oxygen 96. Enter for nothing.',
  understood: 'Understood',
  heard: 'from your words',
  measured: 'measured',
  rightAsk: 'Is that right?',
  rights: ['Yes, go on', 'No, I’ll say it again'],
  notSure: 'Not sure',
  one: (most: number) => `One number, 1 to ${most}. b goes back.`,
  many: (most: number) => `One or more numbers, 1 to ${most}, with commas. b goes back.`,
  keep: (codes: string) => `Enter keeps ${codes}.`,
  before: 'Chosen',
  pickBad: 'That is no answer to this question.',
  alone: 'None of these stands alone.',
  first: 'This is the first question.',
  unfinished: 'The interview was not finished: there is no result.',
  rule: 'rule',
  unsure: 'not sure',
  versions: 'Protocols',
};
export type TerminalWords = typeof en;

const zh: TerminalWords = {
  ...triageZh,
  ...resultZh,
  hello: '分诊：这是就诊去向的建议，不是诊断。内容是草稿，还没有经临床医生审定。',
  ageAsk: '患者多大年纪？（如 45，或 3个月）',
  ageBad: '请输入 0 到 130 之间的年龄，例如 45 或 3个月。',
  sexAsk: '性别？',
  sexes: ['女', '男', '其他，或不便说'],
  wordsAsk: '哪里不舒服？用您自己的话说。',
  wordsBad: '请写几个字。',
  vitalsAsk: '在家量过吗？例如：体温 38.5，血压 150/95，心率 90，血氧 96。没有就按回车。',
  understood: '我们的理解',
  heard: '来自您的话',
  measured: '量到的数值',
  rightAsk: '对吗？',
  rights: ['对，继续', '不对，我重新说'],
  notSure: '不确定',
  one: (most) => `输入一个数字（1–${most}），b 返回上一题。`,
  many: (most) => `输入一个或几个数字（1–${most}），用逗号隔开，b 返回上一题。`,
  keep: (codes) => `回车保留 ${codes}。`,
  before: '已选',
  pickBad: '这不是本题的答案。',
  alone: '“以上都没有”只能单独选。',
  first: '这是第一题。',
  unfinished: '问诊没有完成，没有结果。',
  rule: '规则',
  unsure: '不确定',
  versions: '分诊规程',
};

export const words: Record<Language, TerminalWords> = { 'zh-CN': zh, en };

/** `--lang`, else what the terminal speaks (LC_ALL, LANG): Chinese or English. */
export function languageOf(asked: string | undefined, env = process.env): Language | undefined {
  const said = asked ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? 'en';
  if (/^zh/i.test(said)) return 'zh-CN';
  return asked === undefined || /^en/i.test(said) ? 'en' : undefined;
}
