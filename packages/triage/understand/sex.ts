/** Reads from words whether the patient is female or male, where nobody told it. Server only. */

/** Beside an age, or as the first word of a summary: the patient, not somebody who is mentioned. */
const FEMALE =
  /(?:^|[，,、。；;\s])女(?:性|士|童|婴)?[，,、。\s\d]|\d+(?:岁|个月|天)(?:的)?女|患者女|女(?:患者|病人)|孕妇|产妇|\b(?:year|month|week|day|yr|yo|y\/o|y)s?[- ]*(?:old)?[- ](?:[a-z]+[- ]){0,3}(?:woman|female|girl|lady)\b|\b\d{1,3} ?(?:yo|y\/o)? ?f\b|\b(?:woman|girl|lady|female) (?:aged|of) \d|^(?:a |an |this )?(?:[a-z]+ ){0,2}(?:woman|female|girl)\b|^f ?\/?\d|我(?:妈|妈妈|母亲|老婆|媳妇|女儿|闺女|奶奶|姥姥|外婆|姐|妹|婆婆)|^(?:女儿|闺女|老婆|妈妈|奶奶|姥姥|外婆)|^my (?:wife|mum|mom|mother|daughter|girlfriend|gran\w*|nan|sister|aunt)\b/;
const MALE =
  /(?:^|[，,、。；;\s])男(?:性|士|童|婴)?[，,、。\s\d]|\d+(?:岁|个月|天)(?:的)?男|患者男|男(?:患者|病人)|\b(?:year|month|week|day|yr|yo|y\/o|y)s?[- ]*(?:old)?[- ](?:[a-z]+[- ]){0,3}(?:man|male|boy|gentleman)\b|\b\d{1,3} ?(?:yo|y\/o)? ?m\b(?! ?(?:high|deep|tall|away|fall))|\b(?:man|boy|male) (?:aged|of) \d|^(?:a |an |this )?(?:[a-z]+ ){0,2}(?:man|male|boy)\b|^m ?\/?\d|我(?:爸|爸爸|父亲|老公|丈夫|儿子|爷爷|姥爷|外公|哥|弟|公公)|^(?:儿子|老公|爸爸|爷爷|姥爷|外公)|^my (?:husband|dad|father|son|boyfriend|grand(?:ad|dad|pa|father)|brother|uncle)\b/;
/** What only one of them has. */
const HERS =
  /月经|例假|大姨妈|怀孕|孕\d|阴道|白带|宫缩|胎动|产后|剖宫产|剖腹产|痛经|绝经|停经|宫外孕|卵巢|子宫|\bpregnan|\bmy period|\bperiods?\b (?:is|was|has|late|are)|vagina|menstru|menopaus|postpartum|gave birth|c-section|breast ?feeding|uter(?:us|ine)|ovar/;
const HIS = /睾丸|阴囊|前列腺|阴茎|龟头|蛋蛋|testic|scrot|prostate|penis|\bmy balls\b/;

/** `text` is plain (see plain.ts). Nothing when it says neither, or both. */
export function sexIn(text: string): 'female' | 'male' | undefined {
  const female = FEMALE.test(text);
  const male = MALE.test(text);
  if (female !== male) return female ? 'female' : 'male';
  const hers = HERS.test(text);
  const his = HIS.test(text);
  return hers === his ? undefined : hers ? 'female' : 'male';
}
