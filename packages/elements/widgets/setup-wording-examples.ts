/** Owns the values that stand in a sentence's blanks while an administrator words it: made up, in the language of the sentence. */
import type { Tongue } from '../base/words.ts';

/** Written the same in every language. */
const FIGURES: Record<string, string> = {
  ...{
    n: '3',
    s: '12',
    most: '60',
    min: '8',
    max: '15',
    ticket: 'A012',
    at: '2',
    all: '5',
    of: '5',
    px: '22',
  },
  ...{ number: '120', emergency: '120', phone: '010-5555 0100', hours: '8:00', time: '10:30', roman: 'Ⅲ' },
  ...{ age: '14', minutes: '2', grams: '86', kbps: '640', code: '4827 1935', zone: 'Asia/Shanghai' },
  ...{ least: '36', celsius: '38.5', millimoles: '5.6', tracking: 'SF 1020 3040', picture: '1.jpg' },
};
type Kind = 'hans' | 'hant' | 'en' | 'ar';
const KIND: Record<Tongue, Kind> = { 'zh-CN': 'hans', 'zh-TW': 'hant', 'zh-HK': 'hant', en: 'en', ar: 'ar' };

const some = (hans: string, hant: string, en: string, ar: string) => ({ hans, hant, en, ar });
const WORDS: Record<string, Record<Kind, string>> = {
  name: some('王小明', '王小明', 'Wang Xiaoming', 'وانغ شياومينغ'),
  patient: some('王小明', '王小明', 'Wang Xiaoming', 'وانغ شياومينغ'),
  doctor: some('李医生', '李醫生', 'Dr Li', 'الطبيب لي'),
  who: some('医生', '醫生', 'The doctor', 'الطبيب'),
  role: some('亲属', '親屬', 'a relative', 'قريب'),
  title: some('主治医师', '主治醫師', 'Attending physician', 'طبيب معالج'),
  department: some('皮肤科', '皮膚科', 'Dermatology', 'الأمراض الجلدية'),
  to: some('内科', '內科', 'Internal medicine', 'الطب الباطني'),
  region: some('胸口', '胸口', 'Chest', 'الصدر'),
  temperature: some('体温', '體溫', 'Temperature', 'الحرارة'),
  pharmacy: some('仁和药房', '仁和藥房', 'Renhe Pharmacy', 'صيدلية رنخه'),
  address: some('和平路 1 号', '和平路 1 號', '1 Heping Road', 'شارع خه‌بينغ 1'),
  medicine: some('布洛芬', '布洛芬', 'Ibuprofen', 'إيبوبروفين'),
  amount: some('2 片', '2 片', '2 tablets', 'قرصان'),
  first: some('11月20日', '11月20日', '20 November', '20 نوفمبر'),
  last: some('11月27日', '11月27日', '27 November', '27 نوفمبر'),
  day: some('11月27日', '11月27日', '27 November', '27 نوفمبر'),
  years: some('70 岁', '70 歲', '70 years', '70 سنة'),
  reason: some('剂量需要核对', '劑量需要核對', 'the dose has to be checked', 'الجرعة تحتاج إلى مراجعة'),
  why: some('需要先看医生', '需要先看醫生', 'please see a doctor first', 'يرجى مراجعة الطبيب أولا'),
  note: some('多喝水', '多喝水', 'Drink plenty', 'أكثر من شرب الماء'),
  text: some('检查结果已收到', '檢查結果已收到', 'Your results are here', 'وصلت نتائجك'),
  words: some('发热', '發熱', 'fever', 'حمى'),
  purpose: some('左前臂皮疹', '左前臂皮疹', 'rash on the left forearm', 'طفح في الساعد الأيسر'),
  device: some('摄像头', '攝影機', 'Camera', 'كاميرا'),
};
/** What a blank holds in some files alone. */
const HERE: Record<string, string> = {
  'chat.name': 'picture',
  'dispensing.number': 'tracking',
  'triage-measures.name': 'temperature',
  'triage-result.name': 'department',
};

export function exampleOf(key: string, blank: string, tongue: Tongue): string | undefined {
  const name = HERE[`${key.split('.')[0]!}.${blank}`] ?? blank;
  return WORDS[name]?.[KIND[tongue]] ?? FIGURES[name];
}

/** The sentence with made-up values; a blank that is none stays as it stands. */
export const withExamples = (
  key: string,
  sentence: string,
  blanks: readonly string[],
  tongue: Tongue,
): string =>
  sentence.replace(/\{([^{}]*)\}/g, (blank, name: string) =>
    blanks.includes(name) ? (exampleOf(key, name, tongue) ?? blank) : blank,
  );
