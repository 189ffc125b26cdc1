/** What was measured at home. */
import type { TriageMeasuresWords } from '../en/triage-measures.ts';

const words: TriageMeasuresWords = {
  title: 'هل أجريت قياسات في البيت؟',
  why: 'املأ ما لديك أو تجاوز هذه الخطوة. قد يكون القياس أدق من الإحساس.',
  last: 'هذه هي الخطوة الأخيرة.',
  names: {
    temp: 'درجة الحرارة (\u2066°C\u2069)',
    hr: 'النبض (نبضة في الدقيقة)',
    sbp: 'ضغط الدم الانقباضي (الرقم الأعلى)',
    dbp: 'ضغط الدم الانبساطي (الرقم الأدنى)',
    spo2: 'نسبة الأكسجين في الدم (%)',
    rr: 'معدل التنفس (مرة في الدقيقة)',
    glucose: 'سكر الدم (mmol/L)',
    pain: 'الألم (من 0 إلى 10)',
  },
  hints: { rr: 'عُدّ لمدة دقيقة وأنت مرتاح', pain: '0 لا ألم، و10 أشد ألم' },
  usual: (name, least, most) => `${name}: أدخل رقمًا من ${least} إلى ${most} من فضلك`,
  fahrenheit: (celsius) => `احتُسب بوحدة \u2066°F\u2069، أي \u2066${celsius} °C\u2069`,
  milligrams: (millimoles) => `يبدو أن هذا بوحدة mg/dL. وهو بوحدة mmol/L: ${millimoles}`,
  pressure: 'يجب أن يكون الضغط الأدنى أقل من الأعلى. راجع الرقمين من فضلك',
  heard: 'مما كتبته: راجعه من فضلك',
  skip: 'لم أجرِ قياسات، تجاوز',
  send: 'اعرض النتيجة',
  check: 'راجع رقمًا من فضلك',
};

export default words;
