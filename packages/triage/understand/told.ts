/** Knows what the words tell of a disease that is already diagnosed, and what they ask of a disease in general: neither is a sign of now. Server only. */

/** What a hospital found: all that stands before it is the story of how it was found. */
const RESULT =
  /确诊|住院|出院|(?:得知|获知|听说)[^。！？!?\n]{0,12}[患得]了|(?<![觉记取获显])(?:[患得])(?:了|上|有)[^，。！？!?\n]{0,8}(?:病|炎|症|癌|瘤|癫|高血压|硬化|[甲乙丙丁戊]肝|卒中|出血)|(?:诊断|查|检查|体检|化验|测)(?:出|为|是|发[现觉]|得知|获知|结果)|(?:医院|医生|大夫|检查|化验|b超|彩超|ct|胃镜|核磁)[^。！？!?\n]{0,24}?(?:说(?:我|他|她|是|这|可能)?|结果|显示|是|得了|患了?)[^。！？!?\n]{0,16}?(?:病|炎|症|癌|瘤|癫|高血压|糖尿|肝|三阳|囊肿|结石|溃疡)|\bdiagnosed (?:me |him |her )?(?:with|as)\b/;
/** What the hospital found can't wait. */
const PRESSING =
  /转院|病危|抢救|(?:让|叫|要求|催)[^，。；]{0,6}(?:急诊|马上|立即|立刻|赶紧)|(?:马上|立即|立刻)(?:去|来|到|转|做)/;

/** Names of diseases. */
const DISEASE =
  '(?:[病炎癌瘤癣]|综合[征症]|癫痫|癫[疯风]|高血压|血压高|糖尿|硬化|(?:脂肪|酒精|饮酒|[甲乙丙丁戊])肝|腹水|三阳|疫苗|脑梗|脑出血|脑?血栓|脑卒中|中风|囊肿|结石|息肉|溃疡|纤维化|贫血|痛风|甲亢|甲减|哮喘|螺杆菌|脑疝|糜烂|结节|疝气|痔疮|多动症|眨眼症|百日咳|(?:epilepsy|diabetes|hypertension|hepatitis|cirrhosis|cancer|asthma|arthritis|gout|lupus|fatty liver|disease|syndrome)s?)';
/** Asks for knowledge: treatment, cost, contagion, food, the course. */
const KNOWLEDGE =
  '(?:(?:怎么|如何|怎样|咋|该)(?:才能?|才|能|样|来|去|进行|配搭|搭配)?(?:的)?(?:诊|救|医|治|办|护理|调|保养|保健|预防|控制|照顾|照料|减少|减轻|缓解|吃|做|处理|解决|检查|引|传|得|来|回事|看|推拿)|(?:治疗|诊断|护理|饮食|症状|表现|体征|偏方|食疗|注意事项|方法|方案|费用|危害|后遗症|病因|原因|区别|依据|影响|副作用|作用|措施)[^，。；]{0,12}(?:什么|哪|吗|么|呢|如何|怎|多少|好|不同|$)|(?:什么|哪些?|怎样)(?:是|叫|原因|症状|药|方法|办法|偏方|危害|影响|注意|表现|区别|作用|疾病|病|东西|家|个)|吃什么|能活|多长时间|多久|多少钱|哪家|哪个医院|传染|遗传|感染吗|感染么|(?:好|根)?治(?:好|愈|得好|疗)?(?:吗|么|嘛)|治(?:好|愈)|痊愈|根治|断根|转阴|严重吗|严重么|是什么|有什么|有哪些|(?:可以|能|能不能|可不可以|能够|会|算|要|需要|适合|容易)[^，。；]{1,20}(?:吗|么|嘛)|正常吗|还有救|危险吗|怎么办|该怎么|(?:what|how|which|is there|can) [^.?!]{0,60}(?:treat\\w*|cure[ds]?|caus\\w+|contagious|hereditary|run in|diet|eat|cost|live|symptoms))';
const ASKED = new RegExp(
  `${DISEASE}[^。！？!?\\n]*${KNOWLEDGE}|${KNOWLEDGE}[^，。！？!?\\n]{0,14}${DISEASE}`,
);
/** "What to do" of what can't wait asks for help; and whoever thinks aloud about a name tells of signs. */
const HELP =
  /(?:阑尾炎|心梗|心肌梗|夹层|宫外孕|胰腺炎|脑膜炎|中风|脑梗|脑出血|卒中|肺炎|中毒|梗阻|穿孔|栓塞|酮症|败血|喉炎)[^。！？!?\n]*(?:怎么办|咋办|咋整)|是不是|会不会是|不会是|算不算/;
/** Is, and was not. */
const NOW =
  /现在(?!有没|已经|的)|目前|此刻|正在|这会|还在|仍然?|越来越|加重|不停|止不住|叫不醒|昏迷|小时(?!候)|[想去如要]死|自杀|轻生|割|\b(?:now|still|today|tonight|worse)\b/;
/** Who somebody is stays known: what is told of now means more in diabetes, in pregnancy. */
const CONTEXT =
  /糖尿病|肝硬化|[^，。；]?[癌瘤]|白血病|化疗|透析|尿毒症|肾衰|怀孕|妊娠|孕[^，。；]{0,6}周|产后|冠心病|心脏病|房颤|抗凝药?|华法林|移植|哮喘|慢阻肺|激素|艾滋|\b(?:diabet\w+|cirrhosis|cancer|pregnant|chemo\w*|dialysis|warfarin|asthma)\b/g;
/** Within the hour: what stands beside it is no story of long ago. */
const JUST = /小时(?!候)|分钟|叫不醒|喊不应|不停|止不住|正在|此刻|刚[才刚]|\b(?:now|minutes?|hours?)\b/;
/** Of another day. */
const THEN = /当时|那时|那次|有一次|之前|以前|曾经?|去年|前年|上次|每次|(?:发作|复发|病发|犯病)(?:的)?时/;
/** Signs in the same breath as a disease are told, not asked about: 孩子高烧抽搐是什么病. */
const SIGN = /(?<!高血|吃)[疼痛]|抽搐|发烧|高烧|呼吸|喘|晕|昏|吐血|便血|出血(?!性?[胃脑])|麻木|冷汗|肿|疹/;
const END = /[，。；！？,;!?\n]/;

const DISEASED = new RegExp(DISEASE);
const QUESTION = /[?？]|吗|么|呢|什么|怎么|怎样|如何|哪|是否|能不能|可不可以|会不会|好不好|咋/;

/** Is something asked of a disease that has a name? */
export const asksOfDisease = (text: string): boolean =>
  DISEASED.test(text) && QUESTION.test(text) && !HELP.test(text);

/** May I, must I, how long: questions of every day. */
const EVERYDAY =
  /(?:能不能|可不可以|可以|能|要不要|需不需要|需要|该不该|是否)[^，。！？!?\n]{1,14}(?:[吗么嘛？?]|$)|(?:多久|几天|什么时候|哪种|什么药)[^，。！？!?\n]{0,12}[？?]?$|^(?:can|could|may|should|is it (?:ok|okay|safe|normal|alright)|do i need|which|how long|how often|what (?:dose|vitamins?|shampoo|jabs?))\b[^.]*\?/;
/** With one of these it is no question of every day. */
const ILL = (
  'pain-any fever bleed-any blood-w vomiting breath-any faint-w swollen-w dizzy-any severe sudden worse head-hit after-injury-w swallowed-w overdose-w od-w ' +
  'weak-limb numb vision-trouble confused-w suicidal-w drowsy-w seizing collapse rash-w moves-less-w waters-w'
).split(' ');

/** Is an everyday question asked, and no sign of illness told beside it? */
export const asksEveryday = (text: string, said: ReadonlyMap<string, unknown>): boolean =>
  EVERYDAY.test(text) && !ILL.some((atom) => said.has(atom));

interface Clause {
  start: number;
  end: number;
  words: string;
}

function clausesOf(text: string): Clause[] {
  const list: Clause[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++)
    if (i === text.length || END.test(text[i]!) || (text[i] === '.' && !/\d/.test(text[i + 1] ?? ''))) {
      if (i > start) list.push({ start, end: i, words: text.slice(start, i) });
      start = i + 1;
    }
  return list;
}

/**
 * The text with what is told of the past and asked in general blotted out, the length kept; undefined when nothing is asked of
 * a disease. `text` is plain (see plain.ts).
 */
export function nowIn(text: string): string | undefined {
  if (!ASKED.test(text)) return undefined;
  const clauses = clausesOf(text);
  const asked = clauses.filter(
    ({ words }) =>
      ASKED.test(words) && !HELP.test(words) && !NOW.test(words) && !SIGN.test(words.replace(ASKED, '')),
  );
  if (!asked.length) return undefined;
  const found = clauses.findLastIndex(({ words }) => RESULT.test(words));
  const told =
    PRESSING.test(text) || JUST.test(text)
      ? []
      : clauses.filter(({ words }, i) => (i <= found || THEN.test(words)) && !NOW.test(words));
  let now = text;
  for (const { start, end } of [...asked, ...told])
    now = now.slice(0, start) + blotted(now.slice(start, end)) + now.slice(end);
  return now;
}

/** All of it but the context. */
function blotted(clause: string): string {
  let out = '';
  for (const { index, 0: kept } of clause.matchAll(CONTEXT)) out = out.padEnd(index, '·') + kept;
  return out.padEnd(clause.length, '·');
}
