/** Knows when words are denied. Server only. */
import { CLAUSE, from, SENTENCE, until } from './clauses.ts';
import { matchesOf } from './matches.ts';

/** Words that hold a 没 or 无 and deny nothing: 无力, 没反应, 未缓解, 无明显诱因. */
const NO_CUE_ZH =
  '痛性|痛(?=血尿|性|肉眼)|力|劲|缘无故|故|端|意间|法|尿(?![痛频急血路])|神|精|胃口|食欲|反应|知觉|感觉到?累|意识(?!障碍|不清|丧失|模糊|改变|异常)|呼吸(?!困难|急促|道|费|不)|脉|效|用|缓解|好转|见好|好(?!几)|愈|停|止|血色|完|睡|治|诱因|明显诱因|原因|明显原因|婚|服药|就诊|排气|排便|排尿|解|进食|吃|喝|办法|人|忍住|站稳|想到|几|多久|一会';
const DENIED_ZH = new RegExp(
  `(没有|没人(?=有|得)|没(?!${NO_CUE_ZH})|无(?!${NO_CUE_ZH})|未(?!${NO_CUE_ZH})|不(?!适|停|断|止|住|清|稳|能|了|全|足|明)|否认|别|排除)` +
    '(?:有|出现|觉得|感到|感觉|明显|什么|任何|再|过|发现|伴有?|见|诉|特别|太|怎么|很|那么|大量|啥|真的|真|想过|想要|想|打算|说要|说过|说|提过|戴|发|出|流|是|带|会|能|其他|其它|别的|异常|剧烈|严重)*$',
);
const CUE_ZH = new RegExp(
  `没有|没(?!${NO_CUE_ZH})|无(?!${NO_CUE_ZH})|未(?!${NO_CUE_ZH})|否认|不伴|排除`,
  'g',
);
const CUE_EN =
  /\bnever(?= w[ao]kes?\b)|\b(?:no|nil|not|nothing|without|never|denies|denied|denying|isn't|isnt|aren't|wasn't|doesn't|doesnt|don't|dont|didn't|didnt|hasn't|hasnt|haven't|havent|hadn't|nor|neither|none of|free of|negative for|absence of|rules? out|ruled out)\b(?! (?:only|sure|just|better|improv\w*|going away|helping|getting|been able|settl\w*|stop\w*|eas\w*|idea|longer|relief|relieved|matter|doubt|able|let up|touch\w*|work\w*|respon\w*|wak\w*|breath(?:e|ing)\b|known|apparent|obvious|clear|warning|prior|previous|history|well|feeling well|himself|herself|myself|right|good|great|tolerat\w*|controlled|eat\w*|drink\w*|feed\w*|sleep\w*|making|mov\w*|shift\w*|budg\w*|lift\w*|clear\w*|chang\w*|quite|been (?:(?:him|her|my)self|right|well|able)))/g;
/** Between a cue and a sign these start something new. */
const BREAK_EN =
  /\b(?:and (?:i|he|she|my|it|has|have|now|feel\w*|is|a|the)|since|because|until|when|which|then|so|still|worse|started|stopped|can't|cannot|unable|came|got|after|with|now|also|however|presents?|complain\w*|reports?|unless)\b/;
const FILLER_ZH = /[、和与及或跟也 ，]|并|同时|伴有?|以及|什么的|等|头|再/g;
/** Begins something new in a list. */
const NEW_ZH = /但|现|今|突|出现|伴有?(?!$)|[有是就都还又很]/;
/** "I've never had a headache like this", 从来没有这么疼过: not a denial. */
const UNLIKE_EVER =
  /^.{0,40}\b(?:like (?:this|it|that)|(?:this|so|as|that) (?:bad|severe|sore|strong|painful|intense)|before)\b|^.{0,12}(?:这么|这样|那么|如此|这种)/;
const NEVER = /\bnever\b|从来没有?|从没有?/;
/** What is said after the sign: 咳嗽没有, fever: no, cough (-). */
const AFTER =
  /^ ?(?:(?:is|are|was|were|remains?|looks?|feels?|seems?|sounds?) (?:(?!not\b)\w+ )?(?:normal|unremarkable|intact|preserved)\b|(?:and \w+ )?(?:is|are) (?:spared|uninvolved|unaffected|not involved)\b|(?:均|都)?(?:未受累|未累及|无受累)|(?:has |have |is |are |was |all )?(?:settled|resolved|went away|disappeared|cleared|gone (?:now|away|today))\b|(?:已经?|都)?(?:退|消)了(?!又)|[:：\-–] ?(?:no|none)\b|(?:no|none) ?(?:[,.;]|$)|[:：\-–]? ?(?:negative|阴性)|[:：\-–]? ?(?:无|没有)(?=[，。；,; ]|$)|\(-\)|\(?－\)|-ve\b|均?阴性|不明显|(?:is|are|was|were|remains?|looks?|appears?) (?:\w+ )?(?:normal|unaffected|unremarkable|intact|preserved|not (?:affected|involved|raised|seen))\b|(?:均|都|皆|检查|未见异常)?(?:正常|清晰|如常)(?!人|时)|倒?(?:是)?(?:没有|没|无)$|(?:气|口水)?[、和跟也]?(?:(?:说话|喘气|呼吸|吞咽|咽东西|咽口水|喝水|张嘴|看东西|吃饭|走路|大小便|手脚|四肢)[、和跟也]?){0,3}(?:(?:均|都|也|皆)(?:正常|没事|没问题|可以|还行|还好)|气?没(?:事|问题)(?=[，。；,; ]|$))|气?(?:也|都|还|很|挺|得|比较)*(?:顺畅?|通畅|平稳|均匀|匀)(?:的|了)?(?=[，。；,; ]|$))/;

/** A drug that is not taken: 没吃抗凝药. */
const NOT_TAKEN = /(?:没|未|不)(?:有|在)?(?:再)?(?:吃|服用?|用|打)(?:过|着)?(?:任何|什么|其他)?$/;
const DRUG = /^(?:抗凝|抗血小板|华法林|利伐|达比|阿司匹林|波立维|氯吡|激素|免疫|胰岛素|避孕药|降糖|降压)/;

/** What a body does, and that it still does: "sight is fine". */
const FUNCTION =
  /^(?:(?:eye)?sight|vision|breath\w*|hearing|throat|speech|swallow\w*|walking|balance|eyes?|tongue|voice|bowels?|bladder|wee|pee|memory)\b/;
const FINE = /^ ?(?:(?:is|are|was|were|seems?|feels?|all|both)\b ?|'s )*(?:fine|ok|okay|good|normal|clear)\b/;

/** Are the words from `start` to `end` denied? `signs` are the places of other signs, for lists: "no fever, cough or rash". */
export function denied(
  text: string,
  start: number,
  end: number,
  signs: readonly [number, number][],
): boolean {
  const clause = from(text, start, CLAUSE);
  const before = text.slice(clause, start);
  const behind = text.slice(end, until(text, end, CLAUSE));
  const never = NEVER.exec(before);
  if (
    never &&
    UNLIKE_EVER.test(before.slice(never.index + never[0].length) + text.slice(start, end) + behind)
  )
    return false;
  if (DENIED_ZH.test(before)) return true;
  if (FUNCTION.test(text.slice(start, end)) && FINE.test(behind)) return true;
  if (NOT_TAKEN.test(before) && DRUG.test(text.slice(start, end))) return true;
  if (/^(?:倒|也|都|是)?(?:没有|没|无)$/.test(behind.trim())) return true;
  if (AFTER.test(text.slice(end, end + 28))) return true;
  return deniedInList(text, start, end, signs);
}

/** Denied right here: what holds is not swept along by a list ("did not pass out, remembers everything"). */
export function deniedHere(text: string, start: number): boolean {
  const before = text.slice(from(text, start, CLAUSE), start);
  return DENIED_ZH.test(before) || /[不没无未难别少]$/.test(before) || NOT_HERE.test(before);
}
const NOT_HERE =
  /(?:n't|\b(?:not|no|never|no longer|stopped|hardly|barely|scarcely|refus\w+|trouble|difficulty|struggl\w+|hard|harder|less|without|too \w+ to|unable to|loss of|lost))(?: [\w']+){0,2} $/;

function deniedInList(text: string, start: number, end: number, signs: readonly [number, number][]): boolean {
  const begin = from(text, start, CLAUSE);
  const zh = matchesOf(CUE_ZH, text.slice(begin, start)).at(-1);
  if (zh) {
    // Only signs and fillers stand between the denial and this sign: 没有胸痛、气短.
    const at = begin + zh.index + zh[0].length;
    let rest = '';
    for (let i = at; i < start; i++) if (!signs.some(([s, e]) => i >= s && i < e)) rest += text[i];
    // 没打疫苗的狗咬了: what the denial belongs to ends at 的.
    if (/的.?$/.test(text.slice(at, start))) return false;
    // 没磕没碰鼻子流血: what was not done is no part of it.
    const left = rest.replace(FILLER_ZH, '');
    if (left.length <= 1 && !/[磕碰摔撞打吃喝动睡]/.test(left)) return true;
    // 无喉紧、腹痛及呼吸困难: a list goes on whatever its parts are, while they are short and nothing new begins.
    const parts = text.slice(at, start).split(/[、及和或与]/);
    if (parts.length > 1 && parts.every((part) => part.length <= 7 && !NEW_ZH.test(part))) return true;
  }
  const sentence = from(text, start, SENTENCE);
  const en = matchesOf(CUE_EN, text.slice(sentence, start)).at(-1);
  if (!en) return false;
  const between = text.slice(sentence + en.index + en[0].length, start);
  if (BREAK_EN.test(between)) return false;
  if (!/,/.test(between)) return !/\band\b/.test(between) && between.split(/\s+/).length <= 9;
  // "no fever, cough or rash": a comma goes on when an "or" is still to come, and in a list of three short parts or more.
  const rest = text.slice(sentence + en.index + en[0].length, until(text, end, SENTENCE));
  const parts = rest.split(',');
  const short = (part: string): boolean => part.trim().split(/\s+/).length <= 6 && !VERB.test(part);
  if (!between.split(',').every(short)) return false;
  return (
    /\b(?:or|nor)\b/.test(rest) ||
    (/^(?:den|negative|absence)/.test(en[0]) ? parts.length > 1 : parts.length > 2 && parts.every(short))
  );
}
/** A part of a list that holds one of these is a statement of its own. */
const VERB =
  /\b(?:i|he|she|they|it|is|are|was|has|have|had|feels?|felt|hit|hits|went|goes|came|got|gone|looks?|saw|can|cannot|keeps?|will|would|my|his|her|for|since|now|started|but|very|really|getting|having|taking|eating|drinking|walking|feeling|playing|sleeping)\b/;
