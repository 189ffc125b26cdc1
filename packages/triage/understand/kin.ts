/**
 * Knows what is told of relatives: their past is no sign of the patient's, and who only asks what it means for themselves tells of no illness.
 * What is told of a relative's now is about the patient, as is one named illness with nothing else: the safer reading. Server only.
 */

const KIN_EN =
  '(?:twin|classmate|flatmate|housemate|dad|father|mum|mom|mother|brother|sister|uncle|aunt|gran\\w*|nan|cousin|parents?|relative|neighbou?r|friend|colleague|coworker|boss|someone i know)';
const KIN_ZH =
  '(?:父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|姥姥|姥爷|外婆|外公|哥哥?|姐姐?|弟弟?|舅舅?|叔叔?|伯伯|姑姑|阿姨|家里人?|家族|家人|邻居|朋友|同事|同学|领导|亲戚|婆婆|公公|岳父|岳母)';
const FAMILY = new RegExp(
  [
    '家族史|family history|family hx|runs in (?:the|my) family',
    // The kin's own past; "my dad had a fall today" is about the patient.
    `\\b${KIN_EN}(?:'s)?(?: \\w+)? (?:died|passed away|has a history|(?:had|has|have|got) (?:\\w+ ){1,5}(?:at (?:the |about |around )?(?:age|my|\\w*(?:ty|\\d))|years? ago|last (?:week|month|year)|in (?:his|her|their) (?:\\d0s|thirties|forties|fifties|sixties)|too|as well|when (?:he|she)))`,
    `\\bmy ${KIN_EN} has (?:lung |breast |bowel |stomach |brain )?cancer`,
    // What they have had for hours, days or weeks is now; so is a pain.
    `\\b(?:his|her|my|their) ${KIN_EN} (?:also )?(?:has|had|takes?) (?!(?:\\S+ ){1,6}?(?:(?:for|in) (?:\\w+ ){1,3}(?:minutes?|hours?|days?|weeks?)\\b|since (?:yesterday|last night|this|today|\\w+day)\\b)|(?:had )?(?:\\w+ ){0,2}(?:pains?|aches?)\\b|been|just|a (?:cough|fever|rash|pain|fall)|pain|chest|trouble|difficulty|become|got|gone|lost|stopped|started|suddenly|not)`,
    // A stroke in the neighbourhood, unless it is happening.
    `\\b(?:friend|neighbou?r|colleague|coworker|boss|uncle|aunt|cousin|\\w+'s (?:mum|mom|dad|mother|father|husband|wife|brother|sister))(?: \\w+)? (?:has|had|got) (?:a |an )?(?:stroke|heart attack|cancer|clot|aneurysm|seizure)\\b(?!.*\\b(?:now|just|today|right)\\b)`,
    // Somebody else's illness beside which the patient's is told.
    `\\b(?:his|her|their|our) ${KIN_EN}(?:'s)? (?:was|were|is|ended up) (?:\\w+ ){0,2}(?:in (?:the )?hospital|ill|poorly|admitted)`,
    `${KIN_ZH}(?:以前|曾经?|也|去年|前年|上个?月|上周|都)(?:有|得过?了?|因|死于|也有过|是|做过|中风|心梗|脑梗)`,
    `${KIN_ZH}(?:得过|患过|有过|发生过|发过)(?:急性)?(?:心梗|心肌梗|脑梗|中风|脑出血)`,
    `${KIN_ZH}(?:有|得过|得了|因|死于|也有过).{0,8}(?:去世|走了|过世|猝死|癌|没了)`,
    `(?:死于|因).{0,6}(?:去世|过世|走了|没了)`,
  ].join('|'),
);

/** It is happening, or was within the day. */
const JUST =
  /\b(?:just now|right now|minutes? ago|hours? ago|today|tonight|this (?:morning|afternoon|evening)|now)\b|现在|正在|刚[才刚]|今[天早晚]|小时(?:之|以)?前|分钟(?:之|以)?前/;
/** From here on somebody else is spoken of: "my father had a heart attack and now I have chest pain". */
const TURN = new RegExp(
  `\\b(?:and|now|today) (?:now |today )?(?=i\\b|my (?!${KIN_EN}\\b)|(?:my|his|her) ${KIN_EN}\\b)|(?:现在|今天)?我(?!的?${KIN_ZH}|们|家)`,
  'g',
);

/** The part of a clause around `at` in which one person is spoken of. */
function partAt(clause: string, at: number): string {
  const turns = [...clause.matchAll(TURN)].map(({ index }) => index);
  return clause.slice(
    turns.findLast((turn) => turn <= at) ?? 0,
    turns.find((turn) => turn > at),
  );
}

/** Is it the family's past that is spoken of at `at` of a clause? */
export function isFamily(clause: string, at: number): boolean {
  const part = partAt(clause, at);
  return FAMILY.test(part) && !JUST.test(part);
}

/** Illnesses that are asked about when a relative had them. */
const ILLNESS =
  /\b(?:heart (?:attacks?|disease|failure|problems?|trouble)|(?:mini[- ])?strokes?|(?:(?:lung|breast|bowel|colon|stomach|liver|brain|skin|prostate|ovarian|pancreatic|throat|blood|cervical) )?cancers?|tumou?rs?|diabetes|high blood pressure|hypertension|dementia|alzheimer'?s|aneurysms?|blood clots?|glaucoma|leuka?emia|high cholesterol|bypass|stents?|died|passed away)\b|心梗|心肌梗[死塞]?|心脏病|冠心病|脑梗[死塞]?|中风|脑卒中|脑出血|脑溢血|血栓|动脉瘤|(?:[肝肺胃肠脑]|乳腺|食管|[结直]肠|前列腺|宫颈|卵巢|胰腺|甲状腺)?(?:癌症?|肿瘤)|白血病|高血压|糖尿病|痴呆|猝死|去世|过世|走了/;
const ILLNESSES = new RegExp(ILLNESS, 'g');
/** Those of them that cannot wait while they happen. */
const PRESSING = /\b(?:heart attacks?|strokes?)\b|心梗|心肌梗[死塞]?|脑梗[死塞]?|中风|脑卒中|脑出血|脑溢血/;
const BEFORE =
  /\b(?:died|passed|years?|months?|weeks?|last|history|once|before|at \d+|when|aged?)\b|[去前][年世]|过世|走了|过|以前|曾|年前|月前|上个?[月周]|病史|岁/;
const RELATIVE = new RegExp(
  `^(?:as |because |since |well )?(?:both )?(?:of )?(?:my|our) (?:late |own |older |younger |big |little )?${KIN_EN}\\b|\\bfamily (?:history|hx)\\b|runs in (?:the|my|our) family|^(?:因为)?(?:我|我们|俺)?家?的?${KIN_ZH}|家族(?:史|里|有)|遗传史`,
);
/** What it means for the one who asks. */
const OWN_RISK =
  /\b(?:am i|could i|can i|will i|would i|might i|should i|do i (?:need|have to|also)|i (?:wonder|want|would like|worry|am (?:worried|scared|afraid))|i'm (?:worried|scared|afraid|wondering)|hereditary|genetic|inherited|run in|reduce|lower|prevent|avoid|my (?:own )?(?:risks?|chances?))\b|[怕会该要]|担心|需|应|遗传|风险|预防|注意|检查|容易|想/;
const WELL =
  /^(?:i (?:feel|am)|i'm)(?: (?:otherwise|perfectly|completely|very|quite|totally))? (?:fine|well|healthy|okay|ok|good|fit)(?: (?:myself|now|and healthy))?$|^(?:i have |i've |with )?no (?:chest pain|symptoms?|problems?|complaints?|issues)(?: (?:myself|at all|so far|now|of my own))?$|^(?:我|自己|我自己|目前|现在|平时|本人)*(?:没有?|无)(?:任何|什么|其他)?(?:症状|不舒服|不适|胸痛|胸闷|问题|感觉)$|^(?:我)?(?:自己)?身体(?:一直)?(?:很好|挺好|健康|没事|没问题)$|^一切正常$|^我(?:自己)?(?:很|挺)?(?:健康|好)$/;
const WHO =
  /^(?:i'm|i am) (?:an? )?(?:healthy |fit )?[\d·]+(?:[- ]?years?(?:[- ]?old)?| ?yo)?(?: (?:man|woman|male|female))?$|^(?:我|本人)?(?:今年)?[\d·]+岁?$|^(?:hi|hello|hello doctor|doctor|dear doctor|医生|医生你好|你好|您好|大夫)$/;
/** Asks for help, for the relative or for whom it may be. */
const HELP =
  /^(?:what (?:should|can|do) (?:i|we) do|please help|help(?: me| us)?|(?:please )?help[^.]{0,20}|urgent|(?:应该|该)?怎么办|咋办|救命|急|快|帮帮[我他她]?)(?: now| please)?$/;

/** Longer words first: of 家族 nothing may be left. */
const oneOf = (words: string): string =>
  words
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|');
const wordsOf = (en: string, zh: string): RegExp =>
  new RegExp(`\\b(?:${oneOf(en)}|\\d+(?:s|th|st)?)\\b|${oneOf(zh)}|[\\s、·'’-]+`, 'g');
/** All that is said of a relative's past beside its name; a word of anything else may be a sign. */
const OF_KIN = wordsOf(
  `as because since well both of my our the his her their he she late own older younger big little ${KIN_EN.replaceAll(' ', '\\s')}(?:'?s)? on side family history hx runs in there is are i have we has had been was were diagnosed with suffered got and or also from a an at age aged ages years? months? weeks? ago last year month week when early young twice once two three several massive mild minor bad big major recently before past survived recovered thirties forties fifties sixties seventies eighties strong there's`,
  `因为 我们 我 俺 家里 家 的 ${KIN_ZH} 和 与 都 也 有 得 过 了 是 因 患 于 死 在 去年 前年 上个?月 上周 以前 曾经? 做 支架 搭桥 手术 确诊 查出 被 诊断 为 年前? 岁 时 个 月 周 星期 一直 病史 家族 里 遗传 史 几 多 早 年轻 急性 两 次 发生 发 就 那时候?`,
);
/** The same of what it means for oneself. */
const OF_RISK = wordsOf(
  "i'?m i am are we at any higher increased high greater more risks? of for too also as well myself could can will would might may should do must need have to get it one them that the same thing be worried worry concerned scared afraid anxious about my own chances? likely tested checked screened screening tests? checks? check-?ups? see a an doctor gp cardiologist specialist take taking aspirin statins? start prevent prevention avoid reduce reducing lower how what which when and or if hereditary genetic inherited run runs in family genes think wonder wondering want like know please me mean means because given exercise diet eat mammogram colonoscopy scan ecg ekg gene",
  '我 自己 本人 也 会不会 会 是不是(?=也?(?:会|容易|有|要|该|应|需)) 要不要 需不需要 需要 用不用 应该 应 该 要 怕 担心 害怕 想 知道 问问? 一下 有没有 有 风险 几率 概率 可能 大 高 吗 么 呢 啊 得 遗传 这种?病? 同样 一样 的 病 做 查 检查 体检 筛查 什么 哪些? 怎么 如何 预防 注意 避免 平时 开始 去 医院 挂 科 号 看 医生 吃 阿司匹林 他汀 药 不 用 很 比较 容易 更',
);

const SPLIT =
  /[，。；！？,;!?\n]|\.(?!\d)|\bbut\b|\bso\b|但是?|不过|可是|所以|\band (?=i\b|i'm\b|am i\b|(?:could|should|would|can|will|do) i\b|is it\b)|(?<=[过世了病癌史梗风死塞血])(?=我(?:自己)?(?:会|要|也|该|需|有没有|应))/;

interface Told {
  /** Only what relatives had, and what that means for the one who asks or that these are well. */
  asks: boolean;
  /** Only that a relative has or had what cannot wait, of no time past, and perhaps a cry for help. */
  bare: boolean;
}
let last: { text: string; told: Told } | undefined;

/** `text` is plain (see plain.ts). */
function toldOf(text: string): Told {
  if (last?.text === text) return last.told;
  const clauses = text
    .split(SPLIT)
    .map((clause) => clause.trim().replace(/^(?:and|so|then|那么?|那|请问)\s*/, ''))
    .filter((clause) => clause && !WHO.test(clause));
  const kin = clauses.filter((clause) => RELATIVE.test(clause) && ILLNESS.test(clause));
  const rest = clauses.filter((clause) => !kin.includes(clause));
  const only = (words: RegExp, clause: string) => !clause.replace(ILLNESSES, ' ').replace(words, '');
  const told = {
    asks:
      kin.length > 0 &&
      kin.every((clause) => only(OF_KIN, clause)) &&
      rest.length > 0 &&
      rest.every((clause) => WELL.test(clause) || (OWN_RISK.test(clause) && only(OF_RISK, clause))),
    bare:
      kin.length > 0 &&
      kin.every((clause) => PRESSING.test(clause) && !BEFORE.test(clause)) &&
      rest.every((clause) => HELP.test(clause)),
  };
  last = { text, told };
  return told;
}

/** Does somebody in health ask what a relative's illness means for themselves, and tell nothing else? */
export const asksOfKin = (text: string): boolean => toldOf(text).asks;
/** "My mother had a stroke", and no more than that: it may be she who needs help. */
export const isBareKin = (text: string): boolean => toldOf(text).bare;
