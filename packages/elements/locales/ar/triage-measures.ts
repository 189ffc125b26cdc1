/** What was measured at home. */
import type { TriageMeasuresWords } from '../en/triage-measures.ts';

const words: TriageMeasuresWords = {
  title: 'هل قست شيئًا في البيت؟',
  why: 'املأ ما لديك أو تجاوز هذه الخطوة. الرقم أحيانًا أوضح من الشعور.',
  last: 'هذه هي الخطوة الأخيرة.',
  names: {
    temp: 'درجة الحرارة (°C)',
    hr: 'النبض (نبضة في الدقيقة)',
    sbp: 'ضغط الدم الأعلى (الانقباضي)',
    dbp: 'ضغط الدم الأدنى (الانبساطي)',
    spo2: 'تشبع الأكسجين (%)',
    rr: 'التنفس (مرة في الدقيقة)',
    glucose: 'سكر الدم (mmol/L)',
    pain: 'الألم (من 0 إلى 10)',
  },
  hints: { rr: 'عُدّ لمدة دقيقة وأنت مرتاح', pain: '0 لا ألم، و10 أشد ألم' },
  usual: (name, least, most) => `${name}: تكون عادة بين ${least} و${most}. راجع الرقم من فضلك`,
  fahrenheit: (celsius) => `يبدو أن هذا بوحدة °F. وهو بوحدة °C: ${celsius}`,
  milligrams: (millimoles) => `يبدو أن هذا بوحدة mg/dL. وهو بوحدة mmol/L: ${millimoles}`,
  pressure: 'يجب أن يكون الضغط الأدنى أقل من الأعلى. راجع الرقمين من فضلك',
  heard: 'مما كتبته: راجعه من فضلك',
  skip: 'لم أقس شيئًا، تجاوز',
  send: 'اعرض النتيجة',
  check: 'راجع رقمًا من فضلك',
};

export default words;
